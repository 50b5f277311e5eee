package wordmill.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wordmill.config.BadInputException;

/**
 * Resume points of one artifact in the making. Each is an artifact of its own, {@code
 * checkpoints/<kind>-<name>-<version>-<digest of these>/<step>/}, so a writer killed at any moment
 * leaves a whole one or none. Who holds the lease of the artifact writes its checkpoints, alone.
 * Lives on the driver; tasks carry the folder that {@link Contents} gets. On disk there are two at
 * most, and a third while it is written.
 */
public final class Checkpoints {
  /** The kind of these artifacts. */
  public static final String KIND = "checkpoints";

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final int STEP_DIGITS = 12;
  private static final int LONGEST_NAME = 110;
  private static final int DIGEST_DIGITS = 8;

  private final Store store;
  private final String name;
  private final Recipe recipe;
  private final String run;

  /** What fills a checkpoint. */
  @FunctionalInterface
  public interface Contents {
    /** Writes the files to {@code out}; metrics may be whole or finite numbers and texts. */
    StageResult writeTo(ArtifactFolder out) throws IOException;
  }

  /**
   * @param artifact what is being made, and whose lease the caller holds
   * @param recipe of that artifact: checkpoints of another are passed over
   * @param run who writes, for others to read in the lease
   */
  public Checkpoints(Store store, ArtifactId artifact, Recipe recipe, String run) {
    this.store = store;
    this.name = name(artifact);
    this.recipe = recipeOf(artifact, recipe);
    this.run = run;
  }

  /** Names joined by a hyphen that they may hold, too: the digest keeps any two apart. */
  private static String name(ArtifactId artifact) {
    byte[] digest =
        HashedOutput.sha256().digest(artifact.toString().getBytes(StandardCharsets.UTF_8));
    String readable = artifact.toString().replace('/', '-');
    return readable.substring(0, Math.min(LONGEST_NAME, readable.length()))
        + "-"
        + HexFormat.of().formatHex(digest).substring(0, DIGEST_DIGITS);
  }

  private static Recipe recipeOf(ArtifactId artifact, Recipe of) {
    List<Recipe.Input> inputs = new ArrayList<>(of.inputs());
    inputs.add(new Recipe.Input("checkpoint of", artifact.toString(), of.fingerprint()));
    return new Recipe(KIND, of.stageVersion(), of.settings(), of.seed(), inputs);
  }

  /**
   * The newest whole checkpoint of the same recipe. A damaged or incomplete one is passed over with
   * a warning; only lengths are compared here, digests when a file is read.
   */
  public Optional<Artifact> latest() throws IOException {
    for (Path path : newestFirst()) {
      Optional<Artifact> found = whole(path);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The step of a checkpoint of ours. */
  public long step(Artifact checkpoint) {
    return Long.parseLong(checkpoint.folder().path().getName());
  }

  /**
   * Writes the checkpoint of {@code step} and then deletes all others but the last one before it.
   * One of the same or a later step makes room: it was passed over.
   *
   * @param step 0 or more
   */
  public Artifact save(long step, Contents contents) throws IOException {
    String version = String.format("%0" + STEP_DIGITS + "d", step);
    if (step < 0 || version.length() > STEP_DIGITS) {
      throw new IllegalArgumentException("step " + step);
    }
    ArtifactId id = new ArtifactId(KIND, name, version);
    delete(store.folder(id).path());
    Artifact saved = commit(id, contents);
    prune(version);
    return saved;
  }

  private Artifact commit(ArtifactId id, Contents contents) throws IOException {
    Instant started = Instant.now();
    try (Draft draft = store.begin(id, run)) {
      StageResult result = contents.writeTo(draft.folder());
      double seconds = (Instant.now().toEpochMilli() - started.toEpochMilli()) / 1e3;
      return draft.commit(
          new Manifest(
              id,
              recipe,
              recipe.settings(),
              "unknown",
              started,
              seconds,
              result.files(),
              result.metrics(),
              List.of()));
    }
  }

  private void prune(String newest) throws IOException {
    boolean keptOne = false;
    for (Path path : newestFirst()) {
      if (!path.getName().equals(newest)) {
        boolean older = path.getName().compareTo(newest) < 0;
        if (!keptOne && older && whole(path).isPresent()) {
          keptOne = true;
        } else {
          delete(path);
        }
      }
    }
  }

  /** Removes all of them, once the artifact itself is committed. */
  public void clear() throws IOException {
    for (Path path : newestFirst()) {
      delete(path);
    }
    FileSystem fileSystem = store.hadoop().fileSystem(parent());
    if (fileSystem.exists(parent())) {
      fileSystem.delete(parent(), true);
      removeIfEmpty(fileSystem, parent().getParent());
    }
  }

  private static void removeIfEmpty(FileSystem fileSystem, Path kind) throws IOException {
    if (fileSystem.listStatus(kind).length == 0) {
      try {
        fileSystem.delete(kind, false);
      } catch (IOException e) { // another stage began to write there
        LOG.debug("kept={}", kind, e);
      }
    }
  }

  private Path parent() {
    return new Path(new Path(store.root(), KIND), name);
  }

  /** Folders of steps, whole or not: a killed writer leaves one without a manifest. */
  private List<Path> newestFirst() throws IOException {
    FileSystem fileSystem = store.hadoop().fileSystem(parent());
    FileStatus[] children;
    try {
      children = fileSystem.listStatus(parent());
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return Arrays.stream(children)
        .map(FileStatus::getPath)
        .filter(path -> path.getName().matches("\\d{" + STEP_DIGITS + "}"))
        .sorted(Comparator.comparing(Path::getName).reversed())
        .toList();
  }

  /** Empty, too, where a writer was killed before the manifest: no word is lost over that. */
  private Optional<Artifact> whole(Path path) throws IOException {
    try {
      Optional<Manifest> manifest = store.find(new ArtifactId(KIND, name, path.getName()));
      if (manifest.isEmpty()) {
        return Optional.empty();
      }
      if (!manifest.get().fingerprint().equals(recipe.fingerprint())) {
        LOG.warn(
            "checkpoint={} passed over, made otherwise: {}",
            path,
            recipe.firstDifference(manifest.get().recipe()).orElse("its fingerprint differs"));
        return Optional.empty();
      }
      for (DataFile file : manifest.get().files()) {
        checkLength(new Path(path, file.name()), file.bytes());
      }
      return manifest.map(store::open);
    } catch (BadInputException e) {
      LOG.warn("checkpoint={} passed over: {}", path, e.getMessage());
      return Optional.empty();
    }
  }

  private void checkLength(Path file, long bytes) throws IOException {
    FileSystem fileSystem = store.hadoop().fileSystem(file);
    BadInputException.check(
        fileSystem.exists(file), "%s is missing, though its manifest lists it", file);
    long found = fileSystem.getFileStatus(file).getLen();
    BadInputException.check(
        found == bytes, "%s has %d bytes, its manifest says %d", file, found, bytes);
  }

  /** Manifest first: killed in between, what is left is no artifact rather than a damaged one. */
  private void delete(Path path) throws IOException {
    FileSystem fileSystem = store.hadoop().fileSystem(path);
    fileSystem.delete(new Path(path, Manifest.NAME), false);
    fileSystem.delete(path, true);
  }
}
