package wordmill.store;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A local file system under another scheme on which only so many bytes can be written. */
public final class TinyDisk extends FilterFileSystem {
  static long left;

  public TinyDisk() {
    super(
        new RawLocalFileSystem() {
          @Override
          public URI getUri() {
            return URI.create("tiny:///");
          }
        });
  }

  @Override
  public String getScheme() {
    return "tiny";
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
    if (left <= 0) {
      throw new IOException(path + ": No space left on device");
    }
    FSDataOutputStream out =
        super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
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
