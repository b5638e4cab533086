using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;
using Shared.Toys;

namespace Core.Tests.Recipes;

/// <summary>Models of other runs, as a recipe names them.</summary>
public sealed class NamedModels
{
    private const string Follower =
        "views.adv.attack={\"use\":\"toy-follower\",\"from\":\"runs/a\",\"besides\":[\"runs/b\",\"runs/a\"]}";

    private static ComponentUse Attack =>
        ToyShelf.Read(ToyShelf.Rocl, Follower).Views.OfType<View.Perturbed>().Single().Attack;

    [Test]
    public void A_recipe_can_be_read_where_the_run_is_not_and_knows_which_it_names() =>
        Assert.That(
            ToyShelf.Read(ToyShelf.Rocl, Follower).Models.Select(model => (model.Run, model.Where)),
            Is.EquivalentTo(
                new[]
                {
                    ("runs/a", "toy.json: views.adv.attack.from"),
                    ("runs/b", "toy.json: views.adv.attack.besides.0"),
                    ("runs/a", "toy.json: views.adv.attack.besides.1"),
                }
            )
        );

    [Test]
    public void One_that_is_named_inside_another_component_counts_too() =>
        Assert.That(
            ToyShelf
                .Read(
                    ToyShelf.Rocl,
                    "evaluate=[{\"use\":\"toy-evaluation\",\"attack\":{\"use\":\"toy-follower\",\"from\":\"runs/a\"}}]"
                )
                .Models.Select(model => model.Where),
            Is.EqualTo(new[] { "toy.json: evaluate.0.attack.from" })
        );

    [Test]
    public void The_component_is_given_the_model_of_the_run()
    {
        var made = (ToyFollower)new RecipeBinder(new Shelf(new ToyShelf())).Create(Attack);
        Assert.That(
            (made.From, made.Besides),
            Is.EqualTo(((ITrainedModel)new Named("runs/a"), new[] { new Named("runs/b"), new Named("runs/a") }))
        );
    }

    [Test]
    public void Where_it_cannot_be_opened_the_problem_names_the_recipes_key()
    {
        var problem = Assert.Throws<ProblemException>(() => new RecipeBinder(new ToyShelf()).Create(Attack))!.Problem;
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0603", "toy.json: views.adv.attack.besides.0: runs/b"))
        );
    }

    [Test]
    public void The_completed_recipe_names_the_same_run()
    {
        var document = RecipeText
            .Parse("toy.json", ToyShelf.Rocl)
            .Then(recipe => RecipeText.Set(recipe, Follower))
            .Match(whole => whole, _ => null!);
        var attack = Completion.Of(document, ToyShelf.Read(ToyShelf.Rocl, Follower))["views"]!["adv"]!["attack"]!;
        Assert.That(
            attack.ToJsonString(),
            Is.EqualTo("""{"use":"toy-follower","from":"runs/a","besides":["runs/b","runs/a"]}""")
        );
    }

    private sealed record Shelf(ToyShelf Of) : IComponentTypes
    {
        public Type Load(ComponentDescription component) => Of.Load(component);

        public ITrainedModel Open(string run) => new Named(run);
    }

    private sealed record Named(string Run) : ITrainedModel
    {
        public ImageShape Shape => new(1, 8, 8);

        public int Classes => 0;

        public IReadOnlyList<string> Heads => [];

        public Tensor Outputs(Tensor images, string head) => images;

        public IObjective Objective(Func<Tensor, Tensor> losses, long rows, Tensor? labels, string head) =>
            throw new NotSupportedException();
    }
}
