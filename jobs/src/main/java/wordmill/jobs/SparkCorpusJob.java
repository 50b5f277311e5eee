package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import wordmill.config.Settings;
import wordmill.corpus.SparkCorpus;
import wordmill.store.HadoopConf;
import wordmill.store.Recipe;
import wordmill.store.StageResult;
import wordmill.text.TextOptions;
import wordmill.vocab.VocabularyOptions;

/** Text to sentences of word ids. */
final class SparkCorpusJob implements Job {
  @Override
  public String name() {
    return "corpus";
  }

  /** 2: the sizes of the part files. */
  @Override
  public int stageVersion() {
    return 2;
  }

  @Override
  public List<String> inputs() {
    return List.of("vocabulary");
  }

  @Override
  public List<Recipe.Input> outsideInputs(Settings settings, HadoopConf hadoop) throws IOException {
    return List.of(TextInput.of(settings, hadoop));
  }

  @Override
  public SortedMap<String, String> settings(Settings settings) {
    SortedMap<String, String> chosen = TextInput.settings(settings);
    chosen.putAll(settings.section("vocabulary.unknown"));
    return chosen;
  }

  @Override
  public void check(Settings settings) {
    TextOptions.from(settings);
    VocabularyOptions.from(settings);
  }

  @Override
  public StageResult run(Work work) throws IOException {
    return SparkCorpus.encode(
        work.spark().get().context(),
        TextOptions.from(work.settings()),
        work.vocabulary(),
        VocabularyOptions.from(work.settings()),
        work.out());
  }

  /** The vocabulary at 50 bytes a word; two and a half bytes a token in the files. */
  @Override
  public Estimate estimate(Settings settings, Sizes sizes) {
    return new Estimate(50 * sizes.words(), 0, 5 * sizes.tokens() / 2);
  }
}
