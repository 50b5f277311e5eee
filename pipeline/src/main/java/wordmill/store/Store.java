package wordmill.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.config.Settings;

/** All artifacts below one folder: {@code <kind>/<name>/<version>/} with a manifest in each. */
public final class Store {
  /** Beside the kinds: what runs write about themselves. No artifact lies there. */
  public static final String RUNS = "runs";

  private final Path root;
  private final HadoopConf hadoop;
  private final Duration leaseLifetime;

  public Store(Path root, HadoopConf hadoop, Duration leaseLifetime) {
    this.root = root;
    this.hadoop = hadoop;
    this.leaseLifetime = leaseLifetime;
  }

  /** The store that {@code store.path} names; relative paths start at the working directory. */
  public static Store of(Settings settings, Configuration configuration) {
    long seconds = settings.longInteger("store.lease-seconds");
    BadInputException.check(
        seconds >= 1 && seconds <= 86_400,
        "store.lease-seconds must be from 1 to 86400, but is %d",
        seconds);
    return at(settings.text("store.path"), configuration, Duration.ofSeconds(seconds));
  }

  /** The store at {@code path}, with the default lease. */
  public static Store at(String path, Configuration configuration) {
    return at(path, configuration, Duration.ofMinutes(1));
  }

  private static Store at(String path, Configuration configuration, Duration lifetime) {
    HadoopConf hadoop = new HadoopConf(configuration);
    BadInputException.check(!path.isBlank(), "store.path must name a folder, but is empty");
    try {
      Path given = new Path(path);
      return new Store(hadoop.fileSystem(given).makeQualified(given), hadoop, lifetime);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("store.path is no path: %s", path);
    } catch (IOException e) {
      throw FileTrouble.behind(e, path)
          .orElseGet(() -> new BadInputException("store.path %s: %s", path, e.getMessage()));
    }
  }

  public Path root() {
    return root;
  }

  public HadoopConf hadoop() {
    return hadoop;
  }

  public ArtifactFolder folder(ArtifactId id) {
    return new ArtifactFolder(
        new Path(new Path(new Path(root, id.kind()), id.name()), id.version()), hadoop);
  }

  /**
   * The manifest of a committed artifact, or empty if there is none.
   *
   * @throws BadInputException if it is damaged or of a newer format version
   */
  public Optional<Manifest> find(ArtifactId id) throws IOException {
    Path path = new Path(folder(id).path(), Manifest.NAME);
    byte[] content;
    try {
      content = new SmallFile(hadoop, path).read();
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    }
    Manifest manifest = Manifest.parse(content, path.toString());
    BadInputException.check(
        manifest.id().equals(id), "%s belongs to %s, so it was moved by hand", path, manifest.id());
    return Optional.of(manifest);
  }

  /**
   * A committed artifact of this very recipe, or empty if there is none.
   *
   * @throws BadInputException if what stands there was made otherwise, naming the difference
   */
  public Optional<Manifest> find(ArtifactId id, Recipe recipe) throws IOException {
    Optional<Manifest> found = find(id);
    if (found.isPresent() && !found.get().fingerprint().equals(recipe.fingerprint())) {
      throw Draft.taken(folder(id), found.get(), recipe);
    }
    return found;
  }

  /** The artifact of a manifest; files are checked when they are read. */
  public Artifact open(Manifest manifest) {
    return new Artifact(folder(manifest.id()), manifest.files(), manifest.metrics());
  }

  /**
   * Begins to write an artifact, clearing what a killed writer left.
   *
   * @param run who writes, for others to read in the lease
   * @throws LeaseHeldException if someone alive is writing it, or has just committed it
   */
  public Draft begin(ArtifactId id, String run) throws IOException {
    ArtifactFolder folder = folder(id);
    folder.fileSystem().mkdirs(folder.path());
    Draft draft = new Draft(id, folder, Lease.take(folder, run, leaseLifetime));
    try {
      draft.remove(Set.of());
      return draft;
    } catch (IOException | RuntimeException e) {
      draft.close();
      throw e;
    }
  }

  /**
   * Folders that hold a manifest, be it whole or damaged, ordered by name.
   *
   * @param prefix {@code kind}, {@code kind/name}, {@code kind/name/version}, or empty for all
   */
  public List<ArtifactId> list(String prefix) throws IOException {
    List<ArtifactId> ids = new ArrayList<>();
    String[] wanted = prefix.isEmpty() ? new String[0] : prefix.split("/");
    BadInputException.check(
        wanted.length <= 3, "%s must be KIND, KIND/NAME or KIND/NAME/VERSION", prefix);
    for (Path kind : folders(root, wanted, 0)) {
      if (!kind.getName().equals(RUNS)) {
        for (Path name : folders(kind, wanted, 1)) {
          for (Path version : folders(name, wanted, 2)) {
            if (hadoop.fileSystem(version).exists(new Path(version, Manifest.NAME))) {
              ids.add(new ArtifactId(kind.getName(), name.getName(), version.getName()));
            }
          }
        }
      }
    }
    return ids;
  }

  private List<Path> folders(Path parent, String[] wanted, int level) throws IOException {
    FileStatus[] children;
    try {
      children = hadoop.fileSystem(parent).listStatus(parent);
    } catch (FileNotFoundException e) { // never there, or just deleted
      return List.of();
    }
    return Arrays.stream(children)
        .filter(FileStatus::isDirectory)
        .map(FileStatus::getPath)
        .filter(path -> path.getName().matches("[\\p{L}\\p{N}].*"))
        .filter(path -> wanted.length <= level || path.getName().equals(wanted[level]))
        .sorted(Comparator.comparing(Path::getName))
        .toList();
  }

  /** One sentence for each damaged file of an artifact; empty if all is whole. Reads every byte. */
  public List<String> damages(ArtifactId id) throws IOException {
    List<String> damages = new ArrayList<>();
    try {
      Manifest manifest =
          find(id)
              .orElseThrow(() -> new BadInputException("%s has no manifest", folder(id).path()));
      for (DataFile file : manifest.files()) {
        try {
          folder(id).check(file);
        } catch (BadInputException e) {
          damages.add(e.getMessage());
        }
      }
    } catch (BadInputException e) {
      damages.add(e.getMessage());
    }
    return damages;
  }
}
