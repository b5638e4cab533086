#!/usr/bin/env bash
# Writes docs/images/terminal.txt: what a first hour with rocl looks like in a terminal without colours.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
rocl="$here/../../host/RoCL.Host/bin/Release/net10.0/rocl"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export NO_COLOR=1
small=(--device cpu --set images.train=1000 --set train.epochs=2 --set checkpoints.every="8 steps")

record() { # ARGUMENTS of rocl; a mistake is recorded too
  printf '$ rocl'
  printf ' %q' "$@"
  printf '\n'
  "$rocl" "$@" 2>&1 | sed "s#$folder#/home/you/lab#g" || true
  printf '\n'
}

{
  record new attack sign-momentum
  record check SignMomentum.cs
  record run demo-rocl --plan "${small[@]}"
  record run demo-rocl --out first "${small[@]}"
  record run demo-rocl --out second "${small[@]}" --plugin SignMomentum.cs --set views.adv.attack.use=sign-momentum
  record show first second
  record evaluate first --device cpu --images 300 --set evaluate.0.attack.use=apgd
  record run demo-rocl --set trian.epochs=2
  record explain ROCL0104
} > "$here/terminal.txt"
