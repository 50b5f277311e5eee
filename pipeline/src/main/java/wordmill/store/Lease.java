package wordmill.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wordmill.config.BadInputException;

/**
 * The right to write one artifact: the file {@value #NAME} in its folder, created by one only. It
 * says who holds it; its modification time says when that was last renewed, which needs no space on
 * the disk. A holder that died (same host, process gone), or did not renew for the agreed time, or
 * was an earlier {@link Attempt} of the same application, is succeeded. Who wakes up to find its
 * lease taken over must not commit: see {@link #check}.
 */
final class Lease implements Closeable {
  static final String NAME = "_lease.json";
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final String SUCCESSION = "_succession.json";
  private static final int TRIALS = 50;
  private static final long PAUSE_NANOS = 10_000_000;

  private final HadoopConf hadoop;
  private final Path path;
  private final String token;
  private final ScheduledExecutorService renewer;

  private Lease(HadoopConf hadoop, Path path, String token, Duration lifetime) {
    this.hadoop = hadoop;
    this.path = path;
    this.token = token;
    this.renewer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lease-renewer");
              thread.setDaemon(true);
              return thread;
            });
    long period = lifetime.toMillis() / 4;
    Future<?> unused =
        this.renewer.scheduleAtFixedRate(this::renew, period, period, TimeUnit.MILLISECONDS);
  }

  /**
   * Takes the lease on {@code folder}.
   *
   * @param run who asks, for the others to read
   * @throws LeaseHeldException if someone alive holds it
   */
  static Lease take(ArtifactFolder folder, String run, Duration lifetime) throws IOException {
    return take(folder, run, lifetime, Attempt.ofThisProcess());
  }

  static Lease take(ArtifactFolder folder, String run, Duration lifetime, Attempt attempt)
      throws IOException {
    Path path = new Path(folder.path(), NAME);
    String token = UUID.randomUUID().toString();
    byte[] content = content(run, token, attempt);
    for (int trial = 0; trial < TRIALS; trial++) {
      if (new SmallFile(folder.hadoop(), path).create(content)) {
        return new Lease(folder.hadoop(), path, token, lifetime);
      }
      Optional<Held> held = Held.read(folder.hadoop(), path);
      if (held.isPresent()) {
        if (held.get().isAlive(lifetime, attempt)) {
          throw new LeaseHeldException(held.get().sentence(folder.path()));
        }
        removeDead(folder, held.get(), content, lifetime, attempt);
      }
    }
    throw new LeaseHeldException(
        folder.path() + " is being fought for by several writers; try again later");
  }

  private static byte[] content(String run, String token, Attempt attempt) {
    TreeMap<String, Object> fields = new TreeMap<>();
    fields.put("application", attempt.application());
    fields.put("attempt", attempt.number());
    fields.put("host", Machine.name());
    fields.put("pid", Machine.pid());
    fields.put("processStart", Machine.start());
    fields.put("run", run);
    fields.put("started", Instant.now().toString());
    fields.put("token", token);
    return Json.pretty(fields);
  }

  /**
   * Deletes a dead lease. Only who created the file {@value #SUCCESSION} may, and looks once more
   * before: a new lease never has the dead one's token, so none is deleted by mistake.
   */
  private static void removeDead(
      ArtifactFolder folder, Held dead, byte[] content, Duration lifetime, Attempt attempt)
      throws IOException {
    Path path = new Path(folder.path(), NAME);
    Path succession = new Path(folder.path(), SUCCESSION);
    if (!new SmallFile(folder.hadoop(), succession).create(content)) {
      Optional<Held> other = Held.read(folder.hadoop(), succession);
      if (other.isPresent()
          && !other.get().isAlive(lifetime, attempt)) { // killed in this very method
        folder.fileSystem().delete(succession, false);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      return;
    }
    try {
      Optional<Held> now = Held.read(folder.hadoop(), path);
      if (now.isPresent() && now.get().token().equals(dead.token())) {
        folder.fileSystem().delete(path, false);
      }
    } finally {
      folder.fileSystem().delete(succession, false);
    }
  }

  private void renew() {
    try {
      check();
      touch();
    } catch (IOException | RuntimeException e) {
      LOG.warn("lease={} not renewed: {}", path, e.getMessage());
    }
  }

  private void touch() throws IOException {
    FileSystem fileSystem = hadoop.fileSystem(path);
    long before = fileSystem.getFileStatus(path).getModificationTime();
    fileSystem.setTimes(path, System.currentTimeMillis(), -1);
    if (fileSystem.getFileStatus(path).getModificationTime() == before) { // an object store
      SmallFile file = new SmallFile(hadoop, path);
      file.replace(file.read());
    }
  }

  /**
   * @throws LeaseHeldException if the lease is no longer ours
   */
  void check() throws IOException {
    Optional<Held> held = Held.read(hadoop, path);
    if (held.isEmpty() || !held.get().token().equals(token)) {
      throw new LeaseHeldException(
          path.getParent()
              + " was taken over by another writer, since this one did not renew its lease in time");
    }
  }

  /** Gives the lease back, if it is still ours. */
  @Override
  public void close() throws IOException {
    renewer.shutdownNow();
    Optional<Held> held = Held.read(hadoop, path);
    if (held.isPresent() && held.get().token().equals(token)) {
      hadoop.fileSystem(path).delete(path, false);
    }
  }

  /** A lease as found on the file system. */
  private record Held(
      String token,
      String host,
      long pid,
      String processStart,
      Attempt attempt,
      String run,
      String started,
      Instant renewed) {

    static Optional<Held> read(HadoopConf hadoop, Path path) throws IOException {
      try {
        byte[] content = new SmallFile(hadoop, path).read();
        Instant renewed = // read last: a successor's file must not appear with a dead one's age
            Instant.ofEpochMilli(hadoop.fileSystem(path).getFileStatus(path).getModificationTime());
        try {
          JsonObject json = Json.parse(content, path.toString());
          return Optional.of(
              new Held(
                  json.text("token"),
                  json.text("host"),
                  json.whole("pid"),
                  json.text("processStart"),
                  json.has("attempt")
                      ? new Attempt(json.text("application"), json.whole("attempt"))
                      : Attempt.NONE,
                  json.text("run"),
                  json.text("started"),
                  renewed));
        } catch (BadInputException e) { // being written, or damaged: only its age can tell
          String token = new String(content, StandardCharsets.ISO_8859_1);
          return Optional.of(
              new Held(token, "unknown", 0, "", Attempt.NONE, "unknown", "unknown", renewed));
        }
      } catch (java.io.FileNotFoundException | java.nio.file.NoSuchFileException e) {
        return Optional.empty();
      }
    }

    boolean isAlive(Duration lifetime, Attempt asker) {
      if (asker.follows(attempt)) {
        return false;
      }
      if (host.equals(Machine.name()) && !Machine.runs(pid, processStart)) {
        return false;
      }
      return renewed.plus(lifetime).isAfter(Instant.now());
    }

    String sentence(Path folder) {
      return String.format(
          "%s is being written by run %s, process %d on %s, since %s (last sign of life %s)",
          folder, run, pid, host, started, renewed);
    }
  }
}
