package wordmill.jobs;

import java.io.IOException;
import java.util.List;
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
    List<String> paths = TextOptions.from(settings).input();
    return new Recipe.Input(
        "text", String.join(", ", paths), TextListing.of(paths, hadoop).fingerprint());
  }

  /** How the text is read, without where it lies. */
  static SortedMap<String, String> settings(Settings settings) {
    SortedMap<String, String> section = new TreeMap<>(settings.section("text"));
    section.remove("text.input");
    return section;
  }
}
