package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.Settings;
import wordmill.random.Seeds;
import wordmill.seq2seq.DecodingOptions;
import wordmill.seq2seq.Prediction;
import wordmill.seq2seq.Seq2SeqOptions;
import wordmill.seq2seq.SparkSeq2Seq;
import wordmill.seq2seq.TrainingStatus;
import wordmill.store.StageResult;
import wordmill.text.Tokenization;

/** Pairs to a model that makes targets of sources. */
final class SparkSeq2SeqJob implements Job {
  static final String NAME = "seq2seq";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return List.of(SparkPairsJob.NAME);
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

  /** How targets are searched for is no part of a model. */
  @Override
  public SortedMap<String, String> settings(Settings settings) {
    SortedMap<String, String> chosen = new TreeMap<>(settings.section(NAME));
    chosen.keySet().removeAll(List.of("seq2seq.checkpoint-rounds", "seq2seq.samples"));
    chosen.keySet().removeAll(List.of("seq2seq.beam", "seq2seq.length-penalty"));
    chosen.putAll(settings.section("pairs.tokenizer"));
    return chosen;
  }

  @Override
  public boolean usesNetworks() {
    return true;
  }

  @Override
  public void check(Settings settings) {
    Seq2SeqOptions unused = Seq2SeqOptions.from(settings);
    DecodingOptions unusedToo = DecodingOptions.from(settings);
  }

  @Override
  public void warmUp(Settings settings) {
    SparkSeq2Seq.warmUp(Seq2SeqOptions.from(settings));
  }

  @Override
  public StageResult run(Work work) throws IOException {
    Settings settings = work.settings();
    Progress progress = work.progress();
    return SparkSeq2Seq.train(
        work.spark().get().withNetworks().context(),
        work.input(SparkPairsJob.NAME),
        tokenizer(settings),
        Seq2SeqOptions.from(settings),
        new Seeds(settings.longInteger("seed")),
        work.checkpoints(),
        new TrainingStatus.Watcher() {
          @Override
          public void tell(TrainingStatus status) {
            progress.train(new PairsLine(status));
          }

          @Override
          public void tell(List<Prediction> samples) {
            samples.forEach(sample -> progress.note(sample.line()));
          }
        },
        work.out());
  }

  static Tokenization tokenizer(Settings settings) {
    return settings.choice("pairs.tokenizer", Tokenization.class);
  }

  /**
   * A network for each core, with its gradient and what its updater keeps, and the scores of a
   * step's tokens; each round moves the network from every replica and back to it.
   */
  @Override
  public Estimate estimate(Settings settings, Sizes sizes) {
    long R = settings.integer("seq2seq.replicas");
    long D = settings.integer("seq2seq.embedding-size");
    long H = settings.integer("seq2seq.hidden-size");
    long B = settings.integer("seq2seq.batch");
    long tokens = Sizes.tokens(sizes.pairBytes()) / 2;
    long words = Sizes.words(tokens);
    long parameters =
        2 * words * D + words * H + 2L * settings.integer("seq2seq.layers") * 4 * H * (D + H + 1);
    long roundTokens = B * R * settings.longInteger("seq2seq.average-every") * PAIR_TOKENS;
    long rounds = tokens * settings.integer("seq2seq.epochs") / roundTokens;
    return new Estimate(
        4 * (6 * parameters + 2 * B * PAIR_TOKENS * words),
        4 * parameters * 2 * R * rounds,
        4 * parameters);
  }

  /** A target's, about. */
  private static final long PAIR_TOKENS = 20L;
}
