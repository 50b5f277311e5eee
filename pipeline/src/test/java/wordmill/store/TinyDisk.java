package wordmill.store;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Local files, in the manner of an object store, of which only so many bytes can be written. */
public final class TinyDisk extends RawLocalFileSystem {
  static long left;

  @Override
  public URI getUri() {
    return URI.create("tiny:///");
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return limited(
        path,
        super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return limited(
        path, super.create(path, overwrite, bufferSize, replication, blockSize, progress));
  }

  private FSDataOutputStream limited(Path path, FSDataOutputStream out) throws IOException {
    if (left <= 0) {
      out.close();
      delete(path, false);
      throw new IOException("No space left on device");
    }
    return new FSDataOutputStream(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            if (--left < 0) {
              throw new IOException("No space left on device");
            }
            out.write(b);
          }

          @Override
          public void close() throws IOException {
            out.close();
          }
        },
        null);
  }
}
