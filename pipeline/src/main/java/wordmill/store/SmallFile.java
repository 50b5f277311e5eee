package wordmill.store;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
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

  /** Writes the file unless there is one; says whether it did. */
  public boolean create(byte[] content) throws IOException {
    FileSystem fileSystem = fileSystem();
    if (fileSystem.exists(path)) {
      return false;
    }
    return switch (kind(fileSystem)) {
      case LOCAL -> createLocally(fileSystem, content);
      case RENAMING -> createByRename(fileSystem, content);
      case OBJECTS -> {
        write(fileSystem, path, content, false);
        yield true;
      }
    };
  }

  private boolean createLocally(FileSystem fileSystem, byte[] content) throws IOException {
    Path aside = aside();
    try {
      write(fileSystem, aside, content, true);
      Files.createLink(local(path), local(aside));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException e) { // no hard links: not whole at once, but exclusive
      return createInPlace(content);
    } finally {
      fileSystem.delete(aside, false);
    }
  }

  private boolean createInPlace(byte[] content) throws IOException {
    try {
      Files.write(local(path), content, java.nio.file.StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
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
    Kind kind = kind(fileSystem);
    if (kind == Kind.OBJECTS) {
      write(fileSystem, path, content, true);
      return;
    }
    Path aside = aside();
    try {
      write(fileSystem, aside, content, true);
      if (kind == Kind.LOCAL) {
        Files.move(local(aside), local(path), StandardCopyOption.ATOMIC_MOVE);
      } else {
        FileContext.getFileContext(path.toUri(), hadoop.get())
            .rename(aside, path, Options.Rename.OVERWRITE);
      }
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
