package wordmill.word2vec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wordmill.corpus.CorpusFile;
import wordmill.random.Seeds;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.Checkpoints;
import wordmill.store.DataFile;
import wordmill.store.StageResult;

/**
 * The stage {@code word2vec}: skip-gram or CBOW with negative sampling over a cluster, by the
 * rotating block grid that {@code package-info} describes.
 */
public final class SparkWord2Vec {
  private static final Logger LOG = LoggerFactory.getLogger(SparkWord2Vec.class);

  /** Sub-rounds after which a cluster writes its blocks down, whatever the checkpoints. */
  private static final int MOST_DEPTH = 32;

  private final JavaSparkContext sc;
  private final ArtifactFolder corpus;
  private final List<CorpusFile> files;
  private final Word2VecOptions options;
  private final Seeds seeds;
  private final Schedule schedule;
  private final Broadcast<WordFrequencies> frequencies;

  private SparkWord2Vec(
      JavaSparkContext sc, TrainingInput input, Word2VecOptions options, Seeds seeds)
      throws IOException {
    this.sc = sc;
    this.corpus = input.corpus().folder();
    this.files = CorpusFile.of(input.corpus());
    this.options = options;
    this.seeds = seeds;
    this.schedule = Schedule.of(files, options);
    this.frequencies = sc.broadcast(WordFrequencies.of(input.vocabulary(), options));
  }

  /**
   * Trains and writes {@code part-*.parquet}, the input vectors as every embeddings artifact has
   * them, and {@code output-*.parquet}, the output vectors in the same form, for warm starts.
   * Continues from the latest checkpoint, if there is one.
   *
   * @param watcher told after every sub-round
   * @throws DivergedException as soon as a score is not a number
   */
  public static StageResult train(
      JavaSparkContext sc,
      TrainingInput input,
      Word2VecOptions options,
      Seeds seeds,
      Checkpoints checkpoints,
      TrainingProgress.Watcher watcher,
      ArtifactFolder out)
      throws IOException {
    Blocks blocks = new Blocks(input.vocabulary().size(), options.replicas());
    WordBlock.check(blocks, options.vectorSize(), options.threads());
    SparkWord2Vec training = new SparkWord2Vec(sc, input, options, seeds);
    Clock clock = new Clock();
    try {
      SparkReplicas trained = training.run(input, blocks, checkpoints, watcher, clock);
      double seconds = clock.seconds();
      SortedMap<String, Object> metrics = new TreeMap<>();
      metrics.put("words", input.vocabulary().size());
      metrics.put("dimension", options.vectorSize());
      metrics.put("replicas", options.replicas());
      if (!Double.isNaN(clock.meanLoss)) {
        metrics.put("mean-loss", clock.meanLoss);
      }
      metrics.put("training-seconds", seconds);
      metrics.put("words-per-second", (training.schedule.allTokens() - clock.resumed) / seconds);
      List<DataFile> written =
          SparkWordFiles.write(sc, trained.pairs(), blocks, input.vocabulary(), options, out);
      trained.close();
      return new StageResult(written, metrics);
    } finally {
      training.frequencies.destroy();
    }
  }

  private SparkReplicas run(
      TrainingInput input,
      Blocks blocks,
      Checkpoints checkpoints,
      TrainingProgress.Watcher watcher,
      Clock clock)
      throws IOException {
    int R = options.replicas();
    int all = options.rotations() * R;
    Optional<Artifact> latest = checkpoints.latest();
    SparkReplicas replicas;
    int round;
    if (latest.isPresent()) {
      round = (int) checkpoints.step(latest.get());
      replicas =
          SparkReplicas.read(sc, latest.get(), blocks, options.vectorSize(), (round - 1) % R);
      clock.resumed = words(round);
      LOG.info("resumed={} sub-round={} of={}", latest.get().folder().path(), round, all);
    } else {
      round = 0;
      replicas = SparkStart.of(sc, input, blocks, options, seeds);
    }
    SparkItems items = null;
    while (round < all) {
      int rotation = round / R;
      int shift = round % R;
      sc.setJobDescription(
          String.format(
              "word2vec: rotation %d of %d, sub-round %d of %d",
              rotation + 1, options.rotations(), shift + 1, R));
      if (R > 1 && (items == null || shift == 0)) {
        items = cut(rotation);
      }
      if (round > 0) {
        replicas.turn();
      }
      List<TrainingSums> sums =
          R == 1
              ? replicas.train(sentences(rotation), options.threads())
              : replicas.train(items.diagonal(shift), bucket(rotation, shift), options.threads());
      round++;
      TrainingSums sum = sums.stream().reduce(TrainingSums.NONE, TrainingSums::merge);
      sum.check();
      if (sum.pairs() > 0) { // a sub-round of a tiny corpus may have none
        clock.meanLoss = sum.meanLoss();
      }
      watcher.tell(
          new TrainingProgress(
              words(round),
              schedule.allTokens(),
              schedule.rateAt(words(round)),
              clock.meanLoss,
              clock.seconds(),
              clock.resumed));
      if (round < all && isCheckpoint(round, replicas.depth())) {
        replicas = checkpoint(round, replicas, blocks, checkpoints);
      }
    }
    sc.setJobDescription("word2vec");
    return replicas;
  }

  /** Tokens of all epochs that are read when so many sub-rounds are done. */
  private long words(int round) {
    int rotation = round / options.replicas();
    int shift = round % options.replicas();
    long start = schedule.start(rotation);
    return shift == 0
        ? start
        : start + (schedule.start(rotation + 1) - start) * shift / options.replicas();
  }

  private boolean isCheckpoint(int round, int depth) {
    boolean due = round % (options.checkpointRotations() * options.replicas()) == 0;
    return due || (!sc.isLocal() && depth > MOST_DEPTH);
  }

  /**
   * Saves the blocks; a cluster goes on from the files, so that lost blocks are read from there.
   */
  private SparkReplicas checkpoint(
      int round, SparkReplicas replicas, Blocks blocks, Checkpoints checkpoints)
      throws IOException {
    Artifact saved =
        checkpoints.save(round, out -> new StageResult(replicas.write(out), new TreeMap<>()));
    if (sc.isLocal()) {
      return replicas;
    }
    replicas.close();
    int shift = (round - 1) % options.replicas();
    return SparkReplicas.read(sc, saved, blocks, options.vectorSize(), shift);
  }

  private SparkItems cut(int rotation) {
    return SparkItems.cut(
        sc, corpus, schedule.slices(rotation, files), frequencies, options, seeds, rotation);
  }

  /** Training of the only replica: it reads the rotation's sentences by itself. */
  private SparkReplicas.Training sentences(int rotation) {
    ArtifactFolder corpus = this.corpus;
    List<Schedule.Slice> slices = new ArrayList<>(schedule.slices(rotation, files));
    Schedule schedule = this.schedule;
    Word2VecOptions options = this.options;
    Broadcast<WordFrequencies> frequencies = this.frequencies;
    Seeds seeds = this.seeds;
    return (pair, none, team) ->
        new SubRound(options, frequencies.value(), seeds, rotation, 0)
            .train(pair, corpus, slices, schedule, team);
  }

  /** Training of one of several replicas, by the items of its bucket. */
  private SparkReplicas.Training bucket(int rotation, int shift) {
    Word2VecOptions options = this.options;
    Broadcast<WordFrequencies> frequencies = this.frequencies;
    Seeds seeds = this.seeds;
    int round = rotation * options.replicas() + shift;
    float rate = schedule.rateAt((words(round) + words(round + 1)) / 2);
    return (pair, records, team) ->
        new SubRound(options, frequencies.value(), seeds, rotation, shift)
            .train(pair, records, rate, team);
  }

  /** How long this process trains, and what the last sub-round's loss was. */
  private static final class Clock {
    private final long begun = System.nanoTime();
    private long resumed;
    private double meanLoss = Double.NaN;

    private double seconds() {
      return (System.nanoTime() - begun) / 1e9;
    }
  }
}
