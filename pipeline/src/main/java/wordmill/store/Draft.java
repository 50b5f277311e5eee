package wordmill.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;

/**
 * An artifact being written. Nobody else sees it before {@link #commit}; closed without that, it is
 * gone. Killed at any moment it leaves a folder without a manifest, which the next writer clears.
 */
public final class Draft implements Closeable {
  private final ArtifactId id;
  private final ArtifactFolder folder;
  private final Lease lease;
  private boolean committed;

  Draft(ArtifactId id, ArtifactFolder folder, Lease lease) {
    this.id = id;
    this.folder = folder;
    this.lease = lease;
  }

  /** Where tasks write. */
  public ArtifactFolder folder() {
    return folder;
  }

  /**
   * Makes the artifact exist: checks that every file is there in its full length, removes whatever
   * no one lists (late copies of retried tasks), and writes the manifest last.
   *
   * @throws LeaseHeldException if another writer took over in the meantime
   */
  public Artifact commit(Manifest manifest) throws IOException {
    if (!manifest.id().equals(id)) {
      throw new IllegalArgumentException("a manifest of " + manifest.id() + " for " + id);
    }
    FileSystem fileSystem = folder.fileSystem();
    Set<String> listed = new HashSet<>();
    for (DataFile file : manifest.files()) {
      Path path = new Path(folder.path(), file.name());
      if (!fileSystem.exists(path) || fileSystem.getFileStatus(path).getLen() != file.bytes()) {
        throw new IllegalStateException(path + " is not there with " + file.bytes() + " bytes");
      }
      listed.add(file.name().replaceFirst("/.*", ""));
    }
    lease.check();
    remove(listed);
    if (!new SmallFile(folder.hadoop(), new Path(folder.path(), Manifest.NAME))
        .create(manifest.toBytes())) {
      throw new LeaseHeldException(folder.path() + " was committed by another writer just now");
    }
    committed = true;
    lease.close();
    return new Artifact(folder, manifest.files(), manifest.metrics());
  }

  /** Removes what lies in the folder but for the lease and {@code kept}. */
  void remove(Set<String> kept) throws IOException {
    FileSystem fileSystem = folder.fileSystem();
    for (FileStatus status : fileSystem.listStatus(folder.path())) {
      String name = status.getPath().getName();
      if (name.equals(Manifest.NAME)) {
        throw new LeaseHeldException(folder.path() + " was committed by another writer just now");
      }
      if (!kept.contains(name) && !name.equals(Lease.NAME)) {
        fileSystem.delete(status.getPath(), true);
      }
    }
  }

  /** Drops the draft unless it is committed. */
  @Override
  public void close() throws IOException {
    if (!committed) {
      committed = true;
      try {
        lease.check();
        remove(Set.of());
        lease.close();
        removeEmptyFolders();
      } catch (LeaseHeldException e) { // the folder is another's now
        lease.close();
      }
    }
  }

  /** The version's folder and the name's and kind's, as far as nothing else is in them. */
  private void removeEmptyFolders() throws IOException {
    FileSystem fileSystem = folder.fileSystem();
    Path path = folder.path();
    for (int level = 0; level < 3; level++) {
      if (!fileSystem.exists(path) || fileSystem.listStatus(path).length > 0) {
        return;
      }
      try {
        fileSystem.delete(path, false);
      } catch (IOException e) {
        return; // someone began to write there
      }
      path = path.getParent();
    }
  }

  /** What a person is told who asks for another artifact under the same name. */
  static BadInputException taken(ArtifactFolder folder, Manifest there, Recipe wanted) {
    return new BadInputException(
        "%s is already there, made otherwise: %s; choose another run.version, or auto",
        folder.path(), wanted.firstDifference(there.recipe()).orElse("its fingerprint differs"));
  }
}
