package wordmill.jobs;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.Settings;
import wordmill.store.HadoopConf;
import wordmill.store.Recipe;
import wordmill.text.TextListing;
import wordmill.text.TextOptions;

/** The text as an input of recipes: it may move to another folder and stay the same. */
final class TextInput {
  private TextInput() {}

  static Recipe.Input of(Settings settings, HadoopConf hadoop) throws IOException {
    TextOptions text = TextOptions.from(settings);
    return new Recipe.Input(
        "text", String.join(", ", text.input()), TextListing.of(text, hadoop).fingerprint());
  }

  /** How the text is read, without where it lies. */
  static SortedMap<String, String> settings(Settings settings) {
    SortedMap<String, String> section = new TreeMap<>(settings.section("text"));
    section.remove("text.input");
    return section;
  }
}
