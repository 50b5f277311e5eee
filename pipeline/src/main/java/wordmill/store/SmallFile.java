package wordmill.store;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * A small file that appears whole or not at all: manifests, leases, {@code status.json}. How
 * depends on the file system. Local: written aside, then hard-linked (new) or moved (replaced).
 * HDFS: written aside, then renamed, which never overwrites. Object stores, whose rename is a copy:
 * written in place, since there a file appears when it is closed.
 */
public final class SmallFile {
  private static final Set<String> RENAMES_AT_ONCE =
      Set.of("hdfs", "viewfs", "webhdfs", "swebhdfs");

  private final HadoopConf hadoop;
  private final Path path;

  public SmallFile(HadoopConf hadoop, Path path) {
    this.hadoop = hadoop;
    this.path = path;
  }

  /**
   * Writes the file unless there is one; says whether it did. It did not, too, if the holder of the
   * folder cleared what was written aside.
   */
  public boolean create(byte[] content) throws IOException {
    FileSystem fileSystem = fileSystem();
    if (fileSystem.exists(path)) {
      return false;
    }
    return switch (kind(fileSystem)) {
      case LOCAL -> createLocally(content);
      case RENAMING -> createByRename(fileSystem, content);
      case OBJECTS -> createInPlace(fileSystem, content);
    };
  }

  /** By the JDK, not by Hadoop, which would start a {@code chmod} process for each file. */
  private boolean createLocally(byte[] content) throws IOException {
    Path aside = aside();
    try {
      writeLocally(aside, content);
      Files.createLink(local(path), local(aside));
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException e) { // there, or aside was cleared
      return false;
    } catch (UnsupportedOperationException e) { // no hard links: not whole at once, but exclusive
      return createInPlace(content);
    } finally {
      Files.deleteIfExists(local(aside));
    }
  }

  private static void writeLocally(Path target, byte[] content) throws IOException {
    Files.createDirectories(local(target).getParent());
    Files.write(local(target), content, StandardOpenOption.CREATE_NEW);
  }

  private boolean createInPlace(byte[] content) throws IOException {
    try {
      writeLocally(path, content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Removes what a failed write left: an object store may close half of it into an object. */
  private boolean createInPlace(FileSystem fileSystem, byte[] content) throws IOException {
    OutputStream out;
    try {
      out = fileSystem.create(path, false);
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
    try (out) {
      out.write(content);
    } catch (IOException | RuntimeException | Error e) {
      fileSystem.delete(path, false);
      throw e;
    }
    return true;
  }

  private boolean createByRename(FileSystem fileSystem, byte[] content) throws IOException {
    Path aside = aside();
    try {
      write(fileSystem, aside, content, true);
      return fileSystem.rename(aside, path);
    } finally {
      fileSystem.delete(aside, false);
    }
  }

  /** Writes the file, over what is there. */
  public void replace(byte[] content) throws IOException {
    FileSystem fileSystem = fileSystem();
    switch (kind(fileSystem)) {
      case LOCAL -> replaceLocally(content);
      case RENAMING -> replaceByRename(fileSystem, content);
      case OBJECTS -> write(fileSystem, path, content, true);
    }
  }

  private void replaceLocally(byte[] content) throws IOException {
    Path aside = aside();
    try {
      writeLocally(aside, content);
      Files.move(local(aside), local(path), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(local(aside));
    }
  }

  private void replaceByRename(FileSystem fileSystem, byte[] content) throws IOException {
    Path aside = aside();
    try {
      write(fileSystem, aside, content, true);
      FileContext.getFileContext(path.toUri(), hadoop.get())
          .rename(aside, path, Options.Rename.OVERWRITE);
    } finally {
      fileSystem.delete(aside, false);
    }
  }

  /** The whole content. */
  public byte[] read() throws IOException {
    try (InputStream in = fileSystem().open(path)) {
      return in.readAllBytes();
    }
  }

  /** Deletes the file if it is there. */
  public void delete() throws IOException {
    fileSystem().delete(path, false);
  }

  public Path path() {
    return path;
  }

  private enum Kind {
    LOCAL,
    RENAMING,
    OBJECTS
  }

  private static Kind kind(FileSystem fileSystem) {
    String scheme = fileSystem.getUri().getScheme();
    if ("file".equals(scheme)) {
      return Kind.LOCAL;
    }
    return RENAMES_AT_ONCE.contains(scheme) ? Kind.RENAMING : Kind.OBJECTS;
  }

  private static void write(FileSystem fileSystem, Path target, byte[] content, boolean overwrite)
      throws IOException {
    try (OutputStream out = fileSystem.create(target, overwrite)) {
      out.write(content);
    }
  }

  private FileSystem fileSystem() throws IOException {
    return hadoop.fileSystem(path);
  }

  private Path aside() {
    return new Path(path.getParent(), "_aside-" + UUID.randomUUID() + "-" + path.getName());
  }

  private static java.nio.file.Path local(Path path) {
    return new File(path.toUri().getPath()).toPath();
  }
}
