package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.Settings;
import wordmill.embeddings.Embeddings;
import wordmill.evaluate.EvaluateOptions;
import wordmill.evaluate.Evaluation;
import wordmill.store.HadoopConf;
import wordmill.store.Recipe;
import wordmill.store.StageResult;

/** Word vectors to scores; runs on the driver alone. */
final class EvaluateJob implements Job {
  /** What run.stages calls the evaluations of all vectors that it makes. */
  static final String STAGE = "evaluate";

  private final VectorsSource from;

  EvaluateJob(VectorsSource from) {
    this.from = from;
  }

  /** Whose vectors are scored. */
  VectorsSource from() {
    return from;
  }

  @Override
  public String name() {
    return name(from);
  }

  /** The name of the job that scores the vectors of {@code from}. */
  static String name(VectorsSource from) {
    return STAGE + "-" + from;
  }

  @Override
  public String stage() {
    return STAGE;
  }

  @Override
  public boolean belongsTo(List<String> stages) {
    return stages.contains(from.stage());
  }

  @Override
  public String artifactName(String run) {
    return from.artifactName(run);
  }

  @Override
  public List<String> inputs() {
    return List.of(from.stage());
  }

  @Override
  public List<Recipe.Input> outsideInputs(Settings settings, HadoopConf hadoop) throws IOException {
    EvaluateOptions options = EvaluateOptions.from(settings);
    options.check(hadoop);
    return List.of(
        FileInputs.input("similarity", options.similarity(), hadoop),
        FileInputs.input("analogies", options.analogies(), hadoop));
  }

  @Override
  public SortedMap<String, String> settings(Settings settings) {
    return new TreeMap<>(settings.section("evaluate.restrict"));
  }

  @Override
  public void check(Settings settings) {
    EvaluateOptions.from(settings);
  }

  @Override
  public StageResult run(Work work) throws IOException {
    return ScoresFile.write(
        Evaluation.of(
            Embeddings.read(work.input(from.stage())),
            EvaluateOptions.from(work.settings()),
            work.out().hadoop()),
        work.out());
  }

  /** The vectors twice, as read and as packed for search. */
  @Override
  public Estimate estimate(Settings settings, Sizes sizes) {
    return new Estimate(8L * sizes.words() * from.dimension(settings), 0, 4096);
  }
}
