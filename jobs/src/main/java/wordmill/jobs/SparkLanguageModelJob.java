package wordmill.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.Settings;
import wordmill.embeddings.Embeddings;
import wordmill.lm.LanguageModelOptions;
import wordmill.lm.SparkLanguageModel;
import wordmill.lm.TrainingText;
import wordmill.random.Seeds;
import wordmill.store.Artifact;
import wordmill.store.HadoopConf;
import wordmill.store.Recipe;
import wordmill.store.StageResult;
import wordmill.text.TextOptions;
import wordmill.vocab.VocabularyOptions;

/** Sentences to a model of which word follows. */
final class SparkLanguageModelJob implements Job {
  static final String NAME = "lm";
  static final String KIND = "language-model";
  private static final String VECTORS = "lm.start-from-vectors";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<String> inputs() {
    return List.of("corpus", "vocabulary");
  }

  /**
   * 2: softmax has 16 partial sums, not 8; checkpoints tell examples of the epoch from all. 3: a
   * recurrent layer adds its inputs' products to the bias, in order. 4: Adam's last bits.
   */
  @Override
  public int stageVersion() {
    return 4;
  }

  @Override
  public boolean usesChance() {
    return true;
  }

  @Override
  public List<Recipe.Input> outsideInputs(Settings settings, HadoopConf hadoop) throws IOException {
    LanguageModelOptions options = LanguageModelOptions.from(settings);
    List<Recipe.Input> inputs = new ArrayList<>();
    StartVectors.input(settings, VECTORS, "lm.embedding-size").ifPresent(inputs::add);
    inputs.add(FileInputs.input("validation", options.validation().validation(), hadoop));
    inputs.add(FileInputs.input("test", options.validation().test(), hadoop));
    return inputs;
  }

  @Override
  public SortedMap<String, String> settings(Settings settings) {
    SortedMap<String, String> chosen = new TreeMap<>(settings.section("lm"));
    // What the inputs hold counts, not where they lie.
    chosen.keySet().removeAll(List.of(VECTORS, "lm.validation", "lm.test"));
    chosen.remove("lm.checkpoint-rounds");
    return chosen;
  }

  @Override
  public boolean usesNetworks() {
    return true;
  }

  @Override
  public void check(Settings settings) {
    LanguageModelOptions unused = LanguageModelOptions.from(settings);
  }

  @Override
  public void warmUp(Settings settings) {
    SparkLanguageModel.warmUp(LanguageModelOptions.from(settings));
  }

  @Override
  public StageResult run(Work work) throws IOException {
    Settings settings = work.settings();
    Optional<Artifact> vectors = StartVectors.open(settings, VECTORS, "lm.embedding-size");
    return SparkLanguageModel.train(
        work.spark().get().withNetworks().context(),
        new TrainingText(
            work.input("corpus"),
            work.vocabulary(),
            VocabularyOptions.from(settings),
            TextOptions.from(settings),
            vectors.isPresent() ? Optional.of(Embeddings.read(vectors.get())) : Optional.empty()),
        LanguageModelOptions.from(settings),
        new Seeds(settings.longInteger("seed")),
        work.checkpoints(),
        status -> work.progress().train(new TokensLine(status)),
        work.out());
  }

  /**
   * A network for each core, with its gradient and what its updater keeps, and the scores of a
   * step's tokens; each round moves the network from every replica and back to it.
   */
  @Override
  public Estimate estimate(Settings settings, Sizes sizes) {
    long R = settings.integer("lm.replicas");
    long D = settings.integer("lm.embedding-size");
    long H = settings.integer("lm.hidden-size");
    long step = (long) settings.integer("lm.batch") * settings.integer("lm.window");
    long words = sizes.words() + 1;
    long softmax = settings.flag("lm.tied") ? 0 : words * H;
    long parameters =
        words * D + softmax + words + settings.integer("lm.layers") * 4L * H * (D + H + 1);
    long rounds =
        sizes.tokens()
            * settings.integer("lm.epochs")
            / (step * R * settings.integer("lm.average-every"));
    return new Estimate(
        4 * (6 * parameters + 2 * step * words), 4 * parameters * 2 * R * rounds, 4 * parameters);
  }
}
