package wordmill.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.store.HadoopConf;
import wordmill.store.Recipe;

/**
 * Files outside the store as inputs of a recipe: their names and content count, not their place.
 */
final class FileInputs {
  private static final int BUFFER_BYTES = 1 << 16;

  private FileInputs() {}

  /** Reads every byte of the files, and of those in folders. */
  static Recipe.Input input(String role, List<String> paths, HadoopConf hadoop) throws IOException {
    MessageDigest digest = sha256();
    for (String name : paths) {
      Path path = new Path(name);
      FileSystem fileSystem = hadoop.fileSystem(path);
      BadInputException.check(fileSystem.exists(path), "There is no file or folder %s", name);
      update(digest, fileSystem, fileSystem.getFileStatus(path));
    }
    return new Recipe.Input(
        role, String.join(", ", paths), HexFormat.of().formatHex(digest.digest()));
  }

  private static void update(MessageDigest digest, FileSystem fileSystem, FileStatus status)
      throws IOException {
    String head = status.getPath().getName() + "\t" + status.getLen() + "\n";
    if (status.isDirectory()) {
      FileStatus[] children = fileSystem.listStatus(status.getPath());
      Arrays.sort(children);
      for (FileStatus child : children) {
        update(digest, fileSystem, child);
      }
      return;
    }
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = fileSystem.open(status.getPath())) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
