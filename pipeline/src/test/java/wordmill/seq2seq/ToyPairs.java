package wordmill.seq2seq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import wordmill.SharedSpark;
import wordmill.config.Settings;
import wordmill.pairs.PairOptions;
import wordmill.pairs.SparkPairs;
import wordmill.random.Generator;
import wordmill.random.Seeds;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.ArtifactId;
import wordmill.store.Checkpoints;
import wordmill.store.Recipe;
import wordmill.store.StageResult;
import wordmill.store.Store;
import wordmill.text.TextOptions;
import wordmill.text.Tokenization;
import wordmill.word2vec.Corpora;

/** A task that can be learned whole: 3 to 6 of 8 symbols, backwards. All lies in one folder. */
final class ToyPairs {
  private static final String SYMBOLS = "abcdefgh";

  private final Path folder;

  ToyPairs(Path folder) {
    this.folder = folder;
  }

  /** Sources and targets with a tab between. */
  static List<String> lines(int count) {
    Generator random = new Generator(11);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              String symbols =
                  IntStream.range(0, 3 + random.nextInt(4))
                      .mapToObj(t -> SYMBOLS.substring(random.nextInt(8)).substring(0, 1))
                      .collect(Collectors.joining());
              return spaced(symbols) + "\t" + spaced(new StringBuilder(symbols).reverse());
            })
        .toList();
  }

  static String source(String line) {
    return line.substring(0, line.indexOf('\t'));
  }

  static String target(String line) {
    return line.substring(line.indexOf('\t') + 1);
  }

  private static String spaced(CharSequence symbols) {
    return symbols.chars().mapToObj(Character::toString).collect(Collectors.joining(" "));
  }

  /** An artifact of pairs, of which a share is validated on. */
  Artifact encode(String name, int count, double heldOut, int splitBytes) throws IOException {
    Path text = folder.resolve(name + ".tsv");
    Files.writeString(text, String.join("\n", lines(count)) + "\n");
    Settings settings =
        Settings.defaults(
            List.of(
                "pairs.input=[\"" + text + "\"]",
                "pairs.tokenizer=whitespace",
                "pairs.held-out=" + heldOut,
                "text.split-bytes=" + splitBytes));
    ArtifactFolder out = folder(name);
    StageResult result =
        SparkPairs.encode(
            SharedSpark.context(),
            PairOptions.from(settings),
            TextOptions.from(settings, PairOptions.INPUT, PairOptions.TOKENIZER),
            out);
    return new Artifact(out, result.files(), result.metrics());
  }

  ArtifactFolder folder(String name) throws IOException {
    return Corpora.folder(Files.createDirectories(folder.resolve(name)));
  }

  /** A small network, and steps of a few pairs. */
  static Seq2SeqOptions options(String... changes) {
    List<String> all = new ArrayList<>();
    Stream.concat(
            Stream.of(
                "cell=gru",
                "embedding-size=12",
                "hidden-size=24",
                "attention-size=24",
                "batch=16",
                "rate=0.01",
                "average-every=5",
                "epochs=2",
                "samples=0",
                "max-length=10"),
            Stream.of(changes))
        .map(change -> "seq2seq." + change)
        .forEach(all::add);
    return Seq2SeqOptions.from(Settings.defaults(all));
  }

  Checkpoints checkpoints(String name) {
    Store store = Store.at(folder.resolve("store").toString(), new Configuration());
    Recipe recipe = new Recipe("seq2seq", 1, new TreeMap<>(), Optional.of(3L), List.of());
    return new Checkpoints(store, new ArtifactId("seq2seq", name, "1"), recipe, "test");
  }

  /** Trains a model of that name, with checkpoints of its own. */
  Artifact train(String name, Artifact pairs, Seq2SeqOptions options) throws IOException {
    return train(name, pairs, options, checkpoints(name), new Silent());
  }

  Artifact train(
      String name,
      Artifact pairs,
      Seq2SeqOptions options,
      Checkpoints checkpoints,
      TrainingStatus.Watcher watcher)
      throws IOException {
    ArtifactFolder out = folder(name);
    StageResult result =
        SparkSeq2Seq.train(
            SharedSpark.context(),
            pairs,
            Tokenization.WHITESPACE,
            options,
            new Seeds(3),
            checkpoints,
            watcher,
            out);
    return new Artifact(out, result.files(), result.metrics());
  }

  byte[] weights(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name).resolve(SparkSeq2Seq.WEIGHTS));
  }

  /** Watches nothing. */
  static class Silent implements TrainingStatus.Watcher {
    @Override
    public void tell(TrainingStatus status) {}

    @Override
    public void tell(List<Prediction> samples) {}
  }
}
