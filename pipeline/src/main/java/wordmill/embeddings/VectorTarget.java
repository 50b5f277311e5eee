package wordmill.embeddings;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.store.ArtifactFolder;
import wordmill.store.HadoopConf;

/** A place for an export, filled under a temporary name beside it. */
final class VectorTarget {
  private static final int BUFFER_BYTES = 1 << 18;

  /** Names that exports put into a folder; a folder with any other is not ours to replace. */
  private static final String OURS =
      "part-\\d+\\.parquet|vectors\\.tsv|metadata\\.tsv|metadata|data|_SUCCESS|\\..*\\.crc";

  private final Path path;
  private final HadoopConf hadoop;

  VectorTarget(Path path, HadoopConf hadoop) throws IOException {
    // As text, so that a slash at the end does not count.
    this.path = new Path(hadoop.fileSystem(path).makeQualified(path).toString());
    this.hadoop = hadoop;
  }

  /** Makes a file of what {@code content} writes. */
  void file(Content<OutputStream> content) throws IOException {
    FileSystem fileSystem = hadoop.fileSystem(path);
    BadInputException.check(
        !fileSystem.exists(path) || fileSystem.getFileStatus(path).isFile(),
        "%s is a folder; name the file to write",
        path);
    Path aside = aside();
    try {
      try (OutputStream out =
          new BufferedOutputStream(fileSystem.create(aside, true), BUFFER_BYTES)) {
        content.writeTo(out);
      }
      if ("file".equals(fileSystem.getUri().getScheme())) {
        Files.move(local(aside), local(path), StandardCopyOption.ATOMIC_MOVE);
      } else {
        FileContext.getFileContext(fileSystem.getUri(), hadoop.get())
            .rename(aside, path, Options.Rename.OVERWRITE);
      }
    } finally {
      fileSystem.delete(aside, false);
    }
  }

  /** Makes a folder of what {@code content} writes. */
  void folder(Content<ArtifactFolder> content) throws IOException {
    FileSystem fileSystem = hadoop.fileSystem(path);
    checkReplaceable(fileSystem);
    Path aside = aside();
    Path old = aside();
    try {
      fileSystem.mkdirs(aside);
      content.writeTo(new ArtifactFolder(aside, hadoop));
      boolean replaces = fileSystem.exists(path);
      if (replaces && !fileSystem.rename(path, old)) {
        throw new IOException("cannot rename " + path + " to " + old);
      }
      if (!fileSystem.rename(aside, path)) {
        throw new IOException("cannot rename " + aside + " to " + path);
      }
      fileSystem.delete(old, true);
    } finally {
      fileSystem.delete(aside, true);
    }
  }

  private void checkReplaceable(FileSystem fileSystem) throws IOException {
    if (!fileSystem.exists(path)) {
      return;
    }
    BadInputException.check(
        fileSystem.getFileStatus(path).isDirectory(),
        "%s is a file; name the folder to write",
        path);
    for (FileStatus status : fileSystem.listStatus(path)) {
      BadInputException.check(
          status.getPath().getName().matches(OURS),
          "%s holds %s, which no export of vectors wrote; name a new folder",
          path,
          status.getPath().getName());
    }
  }

  private Path aside() {
    return new Path(path.getParent(), "_writing-" + UUID.randomUUID() + "-" + path.getName());
  }

  private static java.nio.file.Path local(Path path) {
    return new File(path.toUri().getPath()).toPath();
  }

  /** Writes into what it is given. */
  interface Content<T> {
    void writeTo(T out) throws IOException;
  }
}
