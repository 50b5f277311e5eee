package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import wordmill.config.Settings;
import wordmill.store.HadoopConf;
import wordmill.store.Recipe;
import wordmill.store.StageResult;
import wordmill.text.TextOptions;
import wordmill.vocab.SparkVocabulary;
import wordmill.vocab.VocabularyOptions;

/** Text to words and their counts. */
final class SparkVocabularyJob implements Job {
  @Override
  public String name() {
    return "vocabulary";
  }

  @Override
  public List<String> inputs() {
    return List.of();
  }

  @Override
  public List<Recipe.Input> outsideInputs(Settings settings, HadoopConf hadoop) throws IOException {
    return List.of(TextInput.of(settings, hadoop));
  }

  @Override
  public SortedMap<String, String> settings(Settings settings) {
    SortedMap<String, String> chosen = TextInput.settings(settings);
    chosen.putAll(settings.section("vocabulary"));
    return chosen;
  }

  @Override
  public void check(Settings settings) {
    TextOptions.from(settings);
    VocabularyOptions.from(settings);
  }

  @Override
  public StageResult run(Work work) throws IOException {
    return SparkVocabulary.build(
        work.spark().get().context(),
        TextOptions.from(work.settings()),
        VocabularyOptions.from(work.settings()),
        work.out());
  }

  /** 64 bytes a word in a map; 24 in the shuffle for each split that has it; 12 in the file. */
  @Override
  public Estimate estimate(Settings settings, Sizes sizes) {
    long splits = Sizes.splits(settings, sizes.textBytes());
    long spread = Math.min(sizes.tokens(), splits * sizes.words());
    return new Estimate(64 * sizes.words(), 24 * spread, 12 * sizes.words());
  }
}
