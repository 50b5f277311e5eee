package wordmill.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import wordmill.config.Settings;
import wordmill.store.HadoopConf;
import wordmill.store.Store;
import wordmill.vocab.Vocabulary;

/** Commands to try after a run, with words that it knows. */
final class NextCommands {
  private static final String COMMAND = "  deploy/bin/wordmill ";

  /** The most frequent words are function words, so the example is one of lower rank. */
  private static final int EXAMPLE_RANK = 100;

  private NextCommands() {}

  static List<String> lines(Settings settings, Store store, List<Made> all, String config)
      throws IOException {
    Optional<Made> words =
        all.stream().filter(made -> made.job().name().equals("vocabulary")).findFirst();
    boolean hasVectors = makes(all, "embeddings");
    boolean hasModel = makes(all, SparkLanguageModelJob.KIND);
    if (words.isEmpty() || !(hasVectors || hasModel)) {
      return List.of();
    }
    Vocabulary vocabulary = Vocabulary.read(store.open(words.get().manifest()));
    String word = Shell.quoted(vocabulary.word(Math.min(EXAMPLE_RANK, vocabulary.size() / 2)));
    List<String> lines = new ArrayList<>(List.of("", "Try next:"));
    if (hasVectors) {
      lines.add(COMMAND + "neighbours " + config + " " + word);
      question(settings, store.hadoop(), vocabulary)
          .ifPresent(asked -> lines.add(COMMAND + "analogy " + config + " " + asked));
      lines.add(COMMAND + "export " + config + " --format word2vec-text --to vectors.txt");
    }
    if (hasModel) {
      lines.add(COMMAND + "generate " + config + " " + word + " --length 20 --top-p 0.9");
      lines.add("  echo " + word + " | " + COMMAND.strip() + " score " + config);
    }
    return lines;
  }

  private static boolean makes(List<Made> all, String kind) {
    return all.stream().anyMatch(made -> made.job().kind().equals(kind));
  }

  /** The first analogy question whose words are known. */
  private static Optional<String> question(
      Settings settings, HadoopConf hadoop, Vocabulary vocabulary) throws IOException {
    for (String name : settings.texts("evaluate.analogies")) {
      Path path = new Path(name);
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(hadoop.fileSystem(path).open(path), StandardCharsets.UTF_8))) {
        Optional<String> found =
            in.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(parts -> parts.length == 4 && !parts[0].startsWith(":"))
                .filter(parts -> Arrays.stream(parts).allMatch(w -> vocabulary.id(w).isPresent()))
                .map(parts -> String.join(" ", quoted(parts)))
                .findFirst();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> quoted(String[] parts) {
    return Arrays.stream(parts).limit(3).map(Shell::quoted).toList();
  }
}
