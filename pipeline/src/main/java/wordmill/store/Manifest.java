package wordmill.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.BadInputException;

/**
 * What {@code manifest.json} says of an artifact. The file's last field is the SHA-256 of the whole
 * file with that digest's 64 digits replaced by zeros, so any flipped bit shows.
 *
 * @param id where it belongs
 * @param recipe what decided its bits
 * @param configuration the stage's whole resolved configuration, paths included
 * @param codeRevision of the program that wrote it, or {@code unknown}
 * @param started when the stage began
 * @param seconds how long it took
 * @param files every data file
 * @param metrics shapes, counts, scores
 * @param notDeterministic what may differ from run to run; empty if nothing
 */
public record Manifest(
    ArtifactId id,
    Recipe recipe,
    SortedMap<String, String> configuration,
    String codeRevision,
    Instant started,
    double seconds,
    List<DataFile> files,
    SortedMap<String, Object> metrics,
    List<String> notDeterministic) {

  /** The file's name. */
  public static final String NAME = "manifest.json";

  /** Raised when a reader of today could no longer understand what is written. */
  public static final int FORMAT_VERSION = 1;

  private static final String ZEROS = "0".repeat(64);
  private static final byte[] TAIL = "\"\n}\n".getBytes(StandardCharsets.UTF_8);

  public Manifest {
    configuration = new TreeMap<>(configuration);
    files = List.copyOf(files);
    metrics = new TreeMap<>(metrics);
    notDeterministic = List.copyOf(notDeterministic);
  }

  public String fingerprint() {
    return recipe.fingerprint();
  }

  /** Sum of all data files' lengths. */
  public long bytes() {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }

  /** The file's content. */
  public byte[] toBytes() {
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("kind", id.kind());
    fields.put("name", id.name());
    fields.put("version", id.version());
    fields.put("formatVersion", FORMAT_VERSION);
    fields.put("stageVersion", recipe.stageVersion());
    fields.put("fingerprint", fingerprint());
    fields.put("settings", recipe.settings());
    recipe.seed().ifPresent(seed -> fields.put("seed", seed));
    fields.put("inputs", recipe.inputs().stream().map(Manifest::fields).toList());
    fields.put("configuration", configuration);
    fields.put("codeRevision", codeRevision);
    fields.put("started", started.toString());
    fields.put("seconds", seconds);
    fields.put("files", files.stream().map(Manifest::fields).toList());
    fields.put("metrics", metrics);
    fields.put("notDeterministic", notDeterministic);
    Map<String, Object> ordered = new LinkedHashMap<>(fields);
    ordered.put("sha256", ZEROS);
    byte[] bytes = Json.pretty(ordered);
    byte[] digest = digest(bytes).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(digest, 0, bytes, bytes.length - TAIL.length - digest.length, digest.length);
    return bytes;
  }

  private static Map<String, Object> fields(Recipe.Input input) {
    return new TreeMap<>(
        Map.of("role", input.role(), "id", input.id(), "fingerprint", input.fingerprint()));
  }

  private static Map<String, Object> fields(DataFile file) {
    return new TreeMap<>(
        Map.of("name", file.name(), "bytes", file.bytes(), "sha256", file.sha256()));
  }

  /**
   * Parses the content of {@code file}.
   *
   * @throws BadInputException naming the file, if it is damaged or from a newer format version
   */
  public static Manifest parse(byte[] bytes, String file) {
    JsonObject json = Json.parse(bytes, file);
    long version = json.whole("formatVersion");
    BadInputException.check(
        version <= FORMAT_VERSION,
        "%s has format version %d, but this Wordmill reads versions up to %d: it is from a newer"
            + " one, or damaged",
        file,
        version,
        FORMAT_VERSION);
    BadInputException.check(
        holdsItsDigest(bytes), "%s is damaged: its content does not match its own SHA-256", file);
    Recipe recipe =
        new Recipe(
            json.text("kind"),
            (int) json.whole("stageVersion"),
            json.object("settings").textValues(),
            json.wholeIfThere("seed"),
            json.objects("inputs").stream()
                .map(
                    input ->
                        new Recipe.Input(
                            input.text("role"), input.text("id"), input.text("fingerprint")))
                .toList());
    BadInputException.check(
        recipe.fingerprint().equals(json.text("fingerprint")),
        "%s is damaged: its fingerprint does not fit its settings",
        file);
    return new Manifest(
        new ArtifactId(json.text("kind"), json.text("name"), json.text("version")),
        recipe,
        json.object("configuration").textValues(),
        json.text("codeRevision"),
        Instant.parse(json.text("started")),
        json.number("seconds"),
        json.objects("files").stream()
            .map(
                entry ->
                    new DataFile(entry.text("name"), entry.whole("bytes"), entry.text("sha256")))
            .toList(),
        json.object("metrics").values(),
        json.texts("notDeterministic"));
  }

  private static boolean holdsItsDigest(byte[] bytes) {
    int to = bytes.length - TAIL.length;
    int from = to - ZEROS.length();
    if (from < 0) {
      return false;
    }
    String said = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    byte[] zeroed = bytes.clone();
    Arrays.fill(zeroed, from, to, (byte) '0');
    return digest(zeroed).equals(said);
  }

  private static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(HashedOutput.sha256().digest(bytes));
  }
}
