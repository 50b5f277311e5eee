package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.evaluate.BleuTokenizer;
import wordmill.pairs.PairOptions;
import wordmill.seq2seq.DecodingOptions;
import wordmill.seq2seq.SparkEvaluation;
import wordmill.store.StageResult;

/** A sequence-to-sequence model and pairs to scores. */
final class SparkEvaluateSeq2SeqJob implements Job {
  static final String NAME = EvaluateJob.STAGE + "-" + SparkSeq2SeqJob.NAME;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String stage() {
    return EvaluateJob.STAGE;
  }

  @Override
  public boolean belongsTo(List<String> stages) {
    return stages.contains(SparkSeq2SeqJob.NAME);
  }

  @Override
  public String kind() {
    return "translation-scores";
  }

  @Override
  public List<String> inputs() {
    return List.of(SparkPairsJob.NAME, SparkSeq2SeqJob.NAME);
  }

  @Override
  public SortedMap<String, String> settings(Settings settings) {
    SortedMap<String, String> chosen = new TreeMap<>(settings.section("seq2seq.beam"));
    for (String key : List.of("length-penalty", "max-length", "bleu")) {
      chosen.putAll(settings.section("seq2seq." + key));
    }
    return chosen;
  }

  @Override
  public boolean usesNetworks() {
    return true;
  }

  @Override
  public void check(Settings settings) {
    DecodingOptions unused = DecodingOptions.from(settings);
    BleuTokenizer unusedToo = bleu(settings);
    PairOptions pairs = PairOptions.from(settings);
    BadInputException.check(
        pairs.holdsOut()
            || !pairs.validation().input().isEmpty()
            || !pairs.test().input().isEmpty(),
        "there is nothing to evaluate on: name files in pairs.test or pairs.validation, or set"
            + " pairs.held-out above 0");
  }

  private static BleuTokenizer bleu(Settings settings) {
    return settings.choice("seq2seq.bleu", BleuTokenizer.class);
  }

  @Override
  public StageResult run(Work work) throws IOException {
    return SparkEvaluation.evaluate(
        work.spark().get().withNetworks().context(),
        work.input(SparkPairsJob.NAME),
        work.input(SparkSeq2SeqJob.NAME),
        DecodingOptions.from(work.settings()),
        bleu(work.settings()),
        Version.revision(),
        work.out());
  }

  /** A tenth of the pairs, three times. */
  @Override
  public Estimate estimate(Settings settings, Sizes sizes) {
    return new Estimate(sizes.pairBytes(), sizes.pairBytes() / 10, sizes.pairBytes() / 5);
  }
}
