package wordmill.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import wordmill.config.Settings;
import wordmill.pairs.PairFiles;
import wordmill.pairs.PairListing;
import wordmill.pairs.PairOptions;
import wordmill.pairs.SparkPairs;
import wordmill.store.HadoopConf;
import wordmill.store.Recipe;
import wordmill.store.StageResult;
import wordmill.text.TextOptions;

/** Pairs of sentences to pairs of word ids. */
final class SparkPairsJob implements Job {
  static final String NAME = "pairs";

  /** An entry of either side's vocabulary in a map, on its way to the driver. */
  private static final long WORD_BYTES = 200;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return List.of();
  }

  @Override
  public List<Recipe.Input> outsideInputs(Settings settings, HadoopConf hadoop) throws IOException {
    TextOptions text = text(settings);
    List<Recipe.Input> inputs = new ArrayList<>();
    for (PairFiles files : all(settings)) {
      PairListing listing = PairListing.of(files, text, hadoop);
      add(files.key(), files.input(), listing.sourceFingerprints(), inputs);
      add(files.targetKey(), files.target(), listing.targetFingerprints(), inputs);
    }
    return inputs;
  }

  private static void add(
      String key, List<String> paths, List<String> fingerprints, List<Recipe.Input> inputs) {
    String named = String.join(", ", paths);
    fingerprints.forEach(print -> inputs.add(new Recipe.Input(key, named, print)));
  }

  @Override
  public SortedMap<String, String> settings(Settings settings) {
    SortedMap<String, String> chosen = TextInput.settings(settings);
    chosen.remove("text.tokenizer");
    chosen.putAll(settings.section("pairs"));
    // What the files hold counts, not where they lie.
    all(settings)
        .forEach(files -> chosen.keySet().removeAll(List.of(files.key(), files.targetKey())));
    return chosen;
  }

  @Override
  public void check(Settings settings) {
    TextOptions unusedText = text(settings);
    PairOptions unused = PairOptions.from(settings);
  }

  @Override
  public StageResult run(Work work) throws IOException {
    return SparkPairs.encode(
        work.spark().get().context(),
        PairOptions.from(work.settings()),
        text(work.settings()),
        work.out());
  }

  /** All tokens' words on the driver; 50 bytes a word for each split; 2.5 bytes a token on disk. */
  @Override
  public Estimate estimate(Settings settings, Sizes sizes) {
    long tokens = Sizes.tokens(sizes.pairBytes());
    long words = Sizes.words(tokens);
    long splits = Sizes.splits(settings, sizes.pairBytes());
    return new Estimate(
        WORD_BYTES * words, 50 * Math.min(tokens, splits * words), 5 * tokens / 2 + 12 * words);
  }

  /** About how many bytes the text of all pairs has. */
  static long textBytes(Settings settings, HadoopConf hadoop) throws IOException {
    long bytes = 0;
    for (PairFiles files : all(settings)) {
      bytes += PairListing.of(files, text(settings), hadoop).textBytes();
    }
    return bytes;
  }

  private static TextOptions text(Settings settings) {
    return TextOptions.from(settings, PairOptions.INPUT, PairOptions.TOKENIZER);
  }

  private static List<PairFiles> all(Settings settings) {
    PairOptions options = PairOptions.from(settings);
    return List.of(options.training(), options.validation(), options.test());
  }
}
