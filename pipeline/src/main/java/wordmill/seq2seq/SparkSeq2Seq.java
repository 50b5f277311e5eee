package wordmill.seq2seq;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import wordmill.averaging.SparkRounds;
import wordmill.averaging.StateReset;
import wordmill.config.BadInputException;
import wordmill.nn.NetworkWarmUp;
import wordmill.nn.Networks;
import wordmill.nn.SparkNetworkTraining;
import wordmill.nn.Weights;
import wordmill.pairs.EncodedPair;
import wordmill.pairs.PairBatch;
import wordmill.pairs.PairBatchOptions;
import wordmill.pairs.PairCorpus;
import wordmill.pairs.SparkPairCorpus;
import wordmill.pairs.SparkPairRounds;
import wordmill.random.Seeds;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.Checkpoints;
import wordmill.store.DataFile;
import wordmill.store.StageResult;
import wordmill.text.Tokenization;
import wordmill.training.TrainingProgress;

/**
 * The stage {@code seq2seq}: trains a model in rounds of parameter averaging, measures it after
 * each epoch, and keeps the best. Files: {@code weights.safetensors} and both vocabularies.
 */
public final class SparkSeq2Seq {
  /** The network's parameters, with its options. */
  public static final String WEIGHTS = "weights.safetensors";

  private final JavaSparkContext sc;
  private final PairCorpus corpus;
  private final Seq2SeqOptions options;
  private final Tokenization tokenizer;
  private final Seeds seeds;
  private final TrainingStatus.Watcher watcher;
  private final ComputationGraph graph;

  private SparkSeq2Seq(
      JavaSparkContext sc,
      PairCorpus corpus,
      Seq2SeqOptions options,
      Tokenization tokenizer,
      Seeds seeds,
      TrainingStatus.Watcher watcher) {
    this.sc = sc;
    this.corpus = corpus;
    this.options = options;
    this.tokenizer = tokenizer;
    this.seeds = seeds;
    this.watcher = watcher;
    this.graph =
        Networks.build(
            Seq2SeqGraph.configuration(
                options.network(),
                options.plan().descent(),
                corpus.vocabularies().source().size(),
                end() + 1,
                seeds.root()));
  }

  /** Has the JVM compile what trains such a model; see {@link NetworkWarmUp}. */
  public static void warmUp(Seq2SeqOptions options) {
    int words = 64;
    List<MultiDataSet> minibatches = new ArrayList<>();
    for (int step = 0; step < 6; step++) {
      List<EncodedPair> pairs = new ArrayList<>();
      for (int b = 0; b < 16; b++) {
        int[] source = new int[4 + step + b / 8];
        int[] target = new int[3 + step + b / 12];
        Arrays.fill(source, b);
        Arrays.fill(target, 2 * b);
        pairs.add(new EncodedPair(source, target));
      }
      minibatches.add(
          Seq2SeqGraph.minibatch(PairBatch.of(pairs, words - 1, options.network().reversed())));
    }
    NetworkWarmUp.train(
        Seq2SeqGraph.configuration(
            options.network().small(), options.plan().descent(), words, words, 0),
        options.plan().descent().clipping(),
        minibatches);
  }

  /** The end of a target, which starts it, too. */
  private int end() {
    return corpus.vocabularies().target().size();
  }

  /**
   * Trains and writes a model. Continues from the latest checkpoint, if there is one.
   *
   * @param artifact the pairs
   * @param tokenizer how their lines became words
   * @throws wordmill.averaging.DivergedException as soon as a loss is not a number
   */
  public static StageResult train(
      JavaSparkContext sc,
      Artifact artifact,
      Tokenization tokenizer,
      Seq2SeqOptions options,
      Seeds seeds,
      Checkpoints checkpoints,
      TrainingStatus.Watcher watcher,
      ArtifactFolder out)
      throws IOException {
    PairCorpus corpus = PairCorpus.of(artifact);
    BadInputException.check(
        !options.plan().comparesEpochs() || corpus.validationPairs() > 0,
        "seq2seq.schedule = plateau and seq2seq.patience compare epochs by their validation, but"
            + " there is none: name files in pairs.validation or set pairs.held-out above 0");
    return new SparkSeq2Seq(sc, corpus, options, tokenizer, seeds, watcher).train(checkpoints, out);
  }

  private StageResult train(Checkpoints checkpoints, ArtifactFolder out) throws IOException {
    try (Epochs epochs = new Epochs()) {
      SortedMap<String, Object> metrics =
          SparkNetworkTraining.train(
              sc, graph, options.plan(), StateReset.EACH_STEP, seeds, epochs, checkpoints);
      return finish(metrics, out);
    }
  }

  /** Each in an order of its own, its batches kept while it lasts. */
  private final class Epochs implements SparkNetworkTraining.Course, Closeable {
    private Optional<SparkPairRounds> dealt = Optional.empty();

    @Override
    public SparkRounds<MultiDataSet> rounds(int epoch) {
      close();
      SparkPairRounds rounds =
          SparkPairRounds.deal(
              SparkPairCorpus.training(sc, corpus),
              corpus.trainingPairs(),
              new PairBatchOptions(
                  options.plan().replicas().replicas(),
                  options.batch(),
                  options.plan().replicas().averageEvery(),
                  end(),
                  options.network().reversed()),
              seeds,
              epoch);
      dealt = Optional.of(rounds);
      return rounds.rounds().mapped(Seq2SeqGraph::minibatch);
    }

    @Override
    public Map<String, Double> measure(int epoch) {
      return corpus.validationPairs() == 0 ? Map.of() : validated();
    }

    @Override
    public void tell(TrainingProgress progress) {
      watcher.tell(
          new TrainingStatus(
              progress, corpus.trainingPairs(), corpus.trainingTokens(), options.plan().epochs()));
    }

    @Override
    public void close() {
      dealt.ifPresent(SparkPairRounds::close);
      dealt = Optional.empty();
    }
  }

  private Map<String, Double> validated() {
    Measured measured =
        new SparkMeasuring(
                new DecodingOptions(1, 0, options.maxLength()),
                options.network().reversed(),
                options.bleu(),
                options.samples())
            .of(
                sc,
                graph,
                new Wording(corpus.vocabularies().target(), tokenizer),
                SparkPairCorpus.validation(sc, corpus),
                corpus.validationPairs());
    watcher.tell(measured.samples());
    return measured.values("validation-");
  }

  private StageResult finish(SortedMap<String, Object> trained, ArtifactFolder out)
      throws IOException {
    SortedMap<String, Object> metrics = new TreeMap<>(trained);
    double seconds = (double) metrics.get("training-seconds");
    long tokens = (long) metrics.remove("examples");
    metrics.put("tokens-per-second", tokens / seconds);
    metrics.put(
        "pairs-per-second",
        (double) tokens / corpus.trainingTokens() * corpus.trainingPairs() / seconds);
    List<DataFile> files = new ArrayList<>(corpus.vocabularies().write(out));
    ModelOptions model = new ModelOptions(options.network(), tokenizer);
    files.add(Weights.write(graph, out, WEIGHTS, model.metadata()));
    return new StageResult(files, metrics);
  }
}
