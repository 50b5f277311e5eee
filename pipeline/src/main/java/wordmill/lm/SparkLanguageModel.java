package wordmill.lm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import wordmill.averaging.SparkRounds;
import wordmill.averaging.StateReset;
import wordmill.embeddings.Embeddings;
import wordmill.evaluate.Perplexity;
import wordmill.nn.NetworkWarmUp;
import wordmill.nn.Networks;
import wordmill.nn.SparkNetworkTraining;
import wordmill.nn.SparkScoring;
import wordmill.nn.Weights;
import wordmill.random.Seeds;
import wordmill.store.ArtifactFolder;
import wordmill.store.Checkpoints;
import wordmill.store.DataFile;
import wordmill.store.StageResult;
import wordmill.text.Tokenization;
import wordmill.training.LearningCurve;
import wordmill.training.TrainingProgress;
import wordmill.vocab.Vocabulary;

/**
 * The stage {@code lm}: trains a language model in rounds of parameter averaging, measures it after
 * each epoch, and keeps the best. Files: {@code weights.safetensors} and {@code vocabulary.tsv}.
 */
public final class SparkLanguageModel {
  /** The network's parameters, with its options. */
  public static final String WEIGHTS = "weights.safetensors";

  /** Streams that a replica measures side by side. */
  private static final int MEASURED_STREAMS = 10;

  private final JavaSparkContext sc;
  private final TrainingText input;
  private final LanguageModelOptions options;
  private final Seeds seeds;
  private final Checkpoints checkpoints;
  private final TrainingStatus.Watcher watcher;
  private final Broadcast<Vocabulary> vocabulary;
  private final ComputationGraph graph;
  private final List<SparkTokenStreams> opened = new ArrayList<>();

  private SparkLanguageModel(
      JavaSparkContext sc,
      TrainingText input,
      LanguageModelOptions options,
      Seeds seeds,
      Checkpoints checkpoints,
      TrainingStatus.Watcher watcher) {
    this.sc = sc;
    this.input = input;
    this.options = options;
    this.seeds = seeds;
    this.checkpoints = checkpoints;
    this.watcher = watcher;
    this.vocabulary = sc.broadcast(input.vocabulary());
    this.graph = graph(options, words(), seeds);
  }

  /** Has the JVM compile what trains such a model; see {@link NetworkWarmUp}. */
  public static void warmUp(LanguageModelOptions options) {
    int words = 64;
    List<MultiDataSet> minibatches = new ArrayList<>();
    for (int step = 0; step < 6; step++) {
      int[] ids = IntStream.range(0, 10 * (5 + step)).map(i -> i % words).toArray();
      minibatches.add(LanguageModelGraph.minibatch(new TokenWindow(10, ids, ids)));
    }
    NetworkWarmUp.train(
        LanguageModelGraph.configuration(
            options.network().small(), options.plan().descent(), words, 0),
        options.plan().descent().clipping(),
        minibatches);
  }

  private int words() {
    return input.vocabulary().size() + 1;
  }

  private static ComputationGraph graph(LanguageModelOptions options, int words, Seeds seeds) {
    return Networks.build(
        LanguageModelGraph.configuration(
            options.network(), options.plan().descent(), words, seeds.root()));
  }

  /**
   * Trains and writes a model. Continues from the latest checkpoint, if there is one.
   *
   * @throws wordmill.averaging.DivergedException as soon as a loss is not a number
   */
  public static StageResult train(
      JavaSparkContext sc,
      TrainingText input,
      LanguageModelOptions options,
      Seeds seeds,
      Checkpoints checkpoints,
      TrainingStatus.Watcher watcher,
      ArtifactFolder out)
      throws IOException {
    SparkLanguageModel model =
        new SparkLanguageModel(sc, input, options, seeds, checkpoints, watcher);
    try {
      return model.train(out);
    } finally {
      model.close();
    }
  }

  private StageResult train(ArtifactFolder out) throws IOException {
    SparkTokenSequence all =
        SparkTokenSequence.ofCorpus(sc, input.corpus(), input.vocabulary().size());
    Texts texts = texts(all, out);
    SparkTokenStreams streams = open(texts.training.trainingStreams(options));
    SparkRounds<MultiDataSet> rounds =
        SparkRounds.of(minibatches(streams.windows()), options.plan().replicas().replicas());
    input.vectors().ifPresent(this::startFrom);
    long targets = streams.layout().targets() * options.plan().epochs();
    SortedMap<String, Object> metrics =
        SparkNetworkTraining.train(
            sc,
            graph,
            options.plan(),
            options.streams().state() == StateRule.CARRIED
                ? StateReset.EACH_EPOCH
                : StateReset.EACH_STEP,
            seeds,
            new Epochs(rounds, texts.validation, targets),
            checkpoints);
    return finish(metrics, texts.test, out);
  }

  /** Each with the same windows in the same order. */
  private final class Epochs implements SparkNetworkTraining.Course {
    private final SparkRounds<MultiDataSet> rounds;
    private final Optional<SparkTokenStreams> validation;
    private final long allTokens;

    private Epochs(
        SparkRounds<MultiDataSet> rounds, Optional<SparkTokenStreams> validation, long allTokens) {
      this.rounds = rounds;
      this.validation = validation;
      this.allTokens = allTokens;
    }

    @Override
    public SparkRounds<MultiDataSet> rounds(int epoch) {
      return rounds;
    }

    @Override
    public Map<String, Double> measure(int epoch) {
      return validation
          .map(text -> Map.of(LearningCurve.VALIDATION, measured(text).value()))
          .orElse(Map.of());
    }

    @Override
    public void tell(TrainingProgress progress) {
      watcher.tell(new TrainingStatus(progress, allTokens));
    }
  }

  private JavaRDD<MultiDataSet> minibatches(JavaRDD<TokenWindow> windows) {
    return windows.map(LanguageModelGraph::minibatch);
  }

  /** What is trained on, and what is measured. */
  private record Texts(
      SparkTokenSequence training,
      Optional<SparkTokenStreams> validation,
      Optional<SparkTokenStreams> test) {}

  private Texts texts(SparkTokenSequence all, ArtifactFolder out) throws IOException {
    ValidationOptions measured = options.validation();
    Optional<SparkTokenStreams> test = text("lm.test", measured.test(), out);
    if (measured.holdsOut()) {
      SparkTokenSequence.Division division = all.holdOut(measured.heldOut());
      return new Texts(division.training(), Optional.of(measurable(division.heldOut())), test);
    }
    return new Texts(all, text("lm.validation", measured.validation(), out), test);
  }

  private Optional<SparkTokenStreams> text(String key, List<String> paths, ArtifactFolder out)
      throws IOException {
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        measurable(
            SparkTokenSequence.ofText(
                sc, input.text().reading(key, paths), vocabulary, input.words(), out.hadoop())));
  }

  /** All windows of a replica in one round: state is carried through them. */
  private SparkTokenStreams measurable(SparkTokenSequence sequence) {
    return open(
        sequence.evaluationStreams(
            options.plan().replicas().replicas(),
            MEASURED_STREAMS,
            options.streams().window(),
            Integer.MAX_VALUE));
  }

  private SparkTokenStreams open(SparkTokenStreams streams) {
    opened.add(streams);
    return streams;
  }

  private void startFrom(Embeddings vectors) {
    INDArray table = graph.getLayer(LanguageModelGraph.EMBEDDING).getParam("W");
    for (int id = 0; id < input.vocabulary().size(); id++) {
      int row = id;
      vectors
          .id(input.vocabulary().word(id))
          .ifPresent(found -> table.putRow(row, Nd4j.createFromArray(vectors.vector(found))));
    }
  }

  private Perplexity measured(SparkTokenStreams text) {
    Perplexity sum = Perplexity.NONE;
    for (SparkScoring.Score score :
        SparkScoring.of(sc, graph, Networks::ofJson, minibatches(text.windows()))) {
      sum = sum.add(score.loss(), score.examples());
    }
    return sum;
  }

  private StageResult finish(
      SortedMap<String, Object> trained, Optional<SparkTokenStreams> test, ArtifactFolder out)
      throws IOException {
    SortedMap<String, Object> metrics = new TreeMap<>(trained);
    if (metrics.get(LearningCurve.VALIDATION) instanceof Double perplexity) {
      addBits(metrics, "validation", perplexity);
    }
    if (test.isPresent()) {
      double perplexity = measured(test.get()).value();
      metrics.put("test-perplexity", perplexity);
      addBits(metrics, "test", perplexity);
    }
    metrics.put("words", words());
    metrics.put(
        "tokens-per-second",
        (long) metrics.remove("examples") / (double) metrics.get("training-seconds"));
    List<DataFile> files = new ArrayList<>();
    ModelOptions model =
        new ModelOptions(options.network(), input.text().tokenizer(), input.words().unknown());
    metrics.put("sample", new LanguageModel(input.vocabulary(), model, graph).sample());
    files.add(Weights.write(graph, out, WEIGHTS, model.metadata()));
    files.add(input.vocabulary().write(out));
    return new StageResult(files, metrics);
  }

  private void addBits(SortedMap<String, Object> metrics, String what, double perplexity) {
    if (input.text().tokenizer() == Tokenization.CHARACTERS) {
      metrics.put(what + "-bits-per-character", StrictMath.log(perplexity) / StrictMath.log(2));
    }
  }

  private void close() {
    opened.forEach(SparkTokenStreams::close);
    vocabulary.destroy();
  }
}
