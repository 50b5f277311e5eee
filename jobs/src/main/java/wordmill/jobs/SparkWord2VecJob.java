package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wordmill.config.Settings;
import wordmill.linalg.SamplingKernel;
import wordmill.random.Seeds;
import wordmill.store.HadoopConf;
import wordmill.store.Recipe;
import wordmill.store.StageResult;
import wordmill.word2vec.SparkWord2Vec;
import wordmill.word2vec.TrainingInput;
import wordmill.word2vec.Word2VecOptions;

/** Sentences to word vectors by prediction. */
final class SparkWord2VecJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(SparkWord2VecJob.class);

  private static final String START = "word2vec.start-from";

  /** About what a pair of an item takes in the shuffle. */
  private static final long BYTES_A_PAIR = 9;

  /** What a replica sorts at once, at most. */
  private static final long ROUND_PAIRS = 1 << 25;

  @Override
  public String name() {
    return VectorsSource.WORD2VEC.stage();
  }

  @Override
  public String kind() {
    return "embeddings";
  }

  @Override
  public String artifactName(String run) {
    return VectorsSource.WORD2VEC.artifactName(run);
  }

  @Override
  public List<String> inputs() {
    return List.of("corpus", "vocabulary");
  }

  /** 4: the rounds of skip-gram on one replica have as many pairs as they are said to have. */
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
    return StartVectors.input(settings, START, "word2vec.vector-size").stream().toList();
  }

  @Override
  public SortedMap<String, String> settings(Settings settings) {
    SortedMap<String, String> chosen = new TreeMap<>(settings.section("word2vec"));
    chosen.remove("word2vec.checkpoint-rotations");
    chosen.remove(START); // an input: what it holds counts, not where it lies
    chosen.put("word2vec.threads", SparkThreads.of(settings).inFingerprint());
    return chosen;
  }

  @Override
  public List<String> notDeterministic(Settings settings) {
    SparkThreads threads = SparkThreads.of(settings);
    return threads.areRacing()
        ? List.of(
            String.format(
                "The vectors: %d threads of a replica change them without waiting for each other,"
                    + " so their last digits vary from run to run (word2vec.threads = 1 repeats).",
                threads.threads()))
        : List.of();
  }

  @Override
  public void check(Settings settings) {
    options(settings);
  }

  private static Word2VecOptions options(Settings settings) {
    return Word2VecOptions.from(settings, SparkThreads.of(settings).threads());
  }

  @Override
  public void warmUp(Settings settings) {
    SamplingKernel.warmUp();
  }

  @Override
  public StageResult run(Work work) throws IOException {
    Settings settings = work.settings();
    SparkThreads threads = SparkThreads.of(settings);
    LOG.info(
        "word2vec replicas={} threads={} why=\"{}\"",
        threads.replicas(),
        threads.threads(),
        threads.reason());
    work.progress().note(threads.sentence());
    StageResult result =
        SparkWord2Vec.train(
            work.spark().get().context(),
            new TrainingInput(
                work.input("corpus"),
                work.vocabulary(),
                StartVectors.open(settings, START, "word2vec.vector-size")),
            options(settings),
            new Seeds(settings.longInteger("seed")),
            work.checkpoints(),
            told -> work.progress().train(new WordsLine(told)),
            work.out());
    SortedMap<String, Object> metrics = new TreeMap<>(result.metrics());
    metrics.put("threads", threads.threads()); // the settings may say auto
    return new StageResult(result.files(), metrics);
  }

  /**
   * An input and an output block a replica, three times, and the pairs of a round, or the
   * vocabulary on the driver; each rotation moves the output blocks, and each epoch its pairs, if
   * there are several replicas. Subsampling makes the pairs fewer than reckoned here.
   */
  @Override
  public Estimate estimate(Settings settings, Sizes sizes) {
    long R = settings.integer("word2vec.replicas");
    long D = settings.integer("word2vec.vector-size");
    long matrix = 4 * sizes.words() * D;
    long pairs =
        sizes.tokens()
            * settings.integer("word2vec.epochs")
            * (settings.integer("word2vec.window") + 1);
    long moved = matrix * settings.integer("word2vec.rotations") + BYTES_A_PAIR * pairs;
    return new Estimate(
        Math.max(6 * matrix / R + 4 * Math.min(pairs, ROUND_PAIRS), 50 * sizes.words()),
        R > 1 ? moved : 0,
        2 * (matrix + 12 * sizes.words()));
  }
}
