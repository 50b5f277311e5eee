package wordmill.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.embeddings.Embeddings;
import wordmill.evaluate.EvaluateOptions;
import wordmill.evaluate.Evaluation;
import wordmill.store.HadoopConf;

/** Scores of what a configuration makes, kept in the store, or of any vectors, only printed. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Score what CONFIG makes: word vectors by similarity and analogy files,"
            + " sequence-to-sequence models by their test or validation pairs. Or score the vectors"
            + " in any FILE.")
final class EvaluateCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG",
      defaultValue = "",
      description = "A configuration (*.conf).")
  private String config;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Set a key; may be repeated.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      defaultValue = "",
      description = "Vectors of any peer, in place of CONFIG.")
  private String vectors;

  @Option(names = "--similarity", paramLabel = "FILE", description = "May be repeated.")
  private List<String> similarity = new ArrayList<>();

  @Option(names = "--analogies", paramLabel = "FILE", description = "May be repeated.")
  private List<String> analogies = new ArrayList<>();

  @Mixin private FromArgument from;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    BadInputException.check(
        config.isEmpty() != vectors.isEmpty(), "evaluate takes either CONFIG or --vectors FILE");
    if (vectors.isEmpty()) {
      BadInputException.check(
          similarity.isEmpty() && analogies.isEmpty(),
          "--similarity and --analogies go with --vectors; with a CONFIG use --set"
              + " evaluate.similarity=FILE");
      evaluateConfig();
    } else {
      from.checkAbsent(vectors);
      evaluateFile();
    }
    return ExitCodes.DONE;
  }

  private void evaluateConfig() throws IOException {
    String again = Shell.again(config, overrides);
    Settings settings = Settings.load(Path.of(config), overrides);
    List<Made> made =
        Run.of("evaluate", settings, evaluations(settings), again).executeHere(console);
    console.say(Summary.table(made));
    console.say(Summary.scores(made));
    console.say(Summary.translations(made));
  }

  /** The names of the jobs that score what {@code run.stages} makes; vectors, if it is nothing. */
  private List<String> evaluations(Settings settings) {
    List<String> stages = settings.texts("run.stages");
    boolean hasPairs = stages.contains(SparkSeq2SeqJob.NAME);
    boolean hasVectors = !VectorsSource.madeBy(stages).isEmpty();
    List<String> names = new ArrayList<>();
    if (hasVectors || !hasPairs) {
      names.add(EvaluateJob.name(from.of(settings)));
    } else {
      from.checkAbsentWithoutVectors();
    }
    if (hasPairs) {
      names.add(SparkEvaluateSeq2SeqJob.NAME);
    }
    return names;
  }

  private void evaluateFile() throws IOException {
    int restrict = EvaluateOptions.from(Settings.defaults(overrides)).restrict();
    EvaluateOptions options = new EvaluateOptions(similarity, analogies, restrict);
    HadoopConf hadoop = new HadoopConf(SparkHandle.hadoopConfiguration());
    BadInputException.check(
        !similarity.isEmpty() || !analogies.isEmpty(),
        "evaluate --vectors needs --similarity FILE, --analogies FILE, or both");
    options.check(hadoop);
    Embeddings embeddings = Vectors.ofFile(vectors);
    console.say(ScoresFile.lines(Evaluation.of(embeddings, options, hadoop)));
  }
}
