package wordmill.store;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file being written under a temporary name and hashed on the way. {@link #finish} gives it its
 * own name and returns its entry for the manifest; closing it unfinished removes it.
 */
public final class HashedOutput extends PositionOutputStream {
  private final FileSystem fileSystem;
  private final Path target;
  private final Path temporary;
  private final String name;
  private final FSDataOutputStream out;
  private final MessageDigest digest;
  private long position;
  private boolean open = true;
  private boolean finished;

  HashedOutput(FileSystem fileSystem, Path folder, String name, String attempt) throws IOException {
    this.fileSystem = fileSystem;
    this.name = name;
    this.target = new Path(folder, name);
    this.temporary = new Path(folder, "_writing-" + attempt + "-" + name);
    this.digest = sha256();
    this.out = fileSystem.create(temporary, true);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    digest.update(bytes, from, length);
    position += length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /**
   * Closes the file and moves it to its name. Where that name is taken, an earlier attempt of the
   * same task finished first: its content is the same, so it stays.
   */
  public DataFile finish() throws IOException {
    closeStream();
    if (fileSystem.exists(target)) {
      fileSystem.delete(temporary, false);
    } else if (!fileSystem.rename(temporary, target) && !fileSystem.exists(target)) {
      throw new IOException("cannot rename " + temporary + " to " + target);
    }
    finished = true;
    return new DataFile(name, position, HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public void close() throws IOException {
    closeStream();
    if (!finished) {
      fileSystem.delete(temporary, false);
    }
  }

  private void closeStream() throws IOException {
    if (open) {
      open = false;
      out.close();
    }
  }
}
