package wordmill.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import wordmill.config.BadInputException;

/**
 * The folder of one artifact on any Hadoop file system; tasks carry it to write and read its files.
 */
public final class ArtifactFolder implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int HASH_BUFFER_BYTES = 1 << 18;

  private final String path;
  private final HadoopConf hadoop;

  public ArtifactFolder(Path path, HadoopConf hadoop) {
    this.path = path.toString();
    this.hadoop = hadoop;
  }

  public Path path() {
    return new Path(path);
  }

  public HadoopConf hadoop() {
    return hadoop;
  }

  public FileSystem fileSystem() throws IOException {
    return hadoop.fileSystem(path());
  }

  /** Starts the file {@code name}; it appears under that name when it is finished. */
  public HashedOutput write(String name) throws IOException {
    return new HashedOutput(fileSystem(), path(), name, UUID.randomUUID().toString());
  }

  /** Starts a Parquet file of rows of {@code schema}. */
  public TableWriter writeTable(String name, MessageType schema) throws IOException {
    return new TableWriter(write(name), schema, hadoop.get());
  }

  /** Opens a file after checking that its content is what the manifest says. */
  public InputStream read(DataFile file) throws IOException {
    check(file);
    return fileSystem().open(new Path(path(), file.name()));
  }

  /** Opens a Parquet file after checking that its content is what the manifest says. */
  public TableReader readTable(DataFile file, MessageType schema) throws IOException {
    check(file);
    return new TableReader(new Path(path(), file.name()), schema, hadoop);
  }

  /**
   * Compares a file's length and SHA-256 with its manifest entry. Reads the file once.
   *
   * @throws BadInputException naming the file, if it is missing, cut short or altered
   */
  public void check(DataFile file) throws IOException {
    Path full = new Path(path(), file.name());
    FileSystem fileSystem = fileSystem();
    BadInputException.check(
        fileSystem.exists(full), "%s is missing, though its manifest lists it", full);
    long bytes = fileSystem.getFileStatus(full).getLen();
    BadInputException.check(
        bytes == file.bytes(),
        "%s is damaged: it has %d bytes, its manifest says %d",
        full,
        bytes,
        file.bytes());
    MessageDigest digest = HashedOutput.sha256();
    try (InputStream in = new DigestInputStream(fileSystem.open(full), digest)) {
      byte[] buffer = new byte[HASH_BUFFER_BYTES];
      while (in.read(buffer) >= 0) {}
    }
    String found = HexFormat.of().formatHex(digest.digest());
    BadInputException.check(
        found.equals(file.sha256()),
        "%s is damaged: its SHA-256 is %s, its manifest says %s",
        full,
        found,
        file.sha256());
  }
}
