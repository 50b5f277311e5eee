package wordmill.embeddings;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.store.HadoopConf;
import wordmill.store.TableReader;

/**
 * Word vectors in the formats of others. Every format keeps each float's bits; only vectors whose
 * words it cannot hold are refused. Time: one pass over the file; memory: the embeddings.
 */
public final class VectorFiles {
  private static final int GZIP_SHRINKS_AT_MOST = 8;
  private static final int GZIP_BUFFER_BYTES = 1 << 16;

  private VectorFiles() {}

  /**
   * Reads whatever lies at {@code path}: word2vec's text or binary, GloVe's text without a header
   * (each possibly gzipped, all recognized by content), or a folder of our Parquet, artifact or
   * export.
   *
   * @throws BadInputException with path and line or byte, if there is nothing or it is damaged
   */
  public static Embeddings read(Path path, HadoopConf hadoop) throws IOException {
    FileSystem fileSystem = hadoop.fileSystem(path);
    BadInputException.check(fileSystem.exists(path), "%s does not exist", path);
    FileStatus status = fileSystem.getFileStatus(path);
    if (status.isDirectory()) {
      return parquet(path, fileSystem, hadoop);
    }
    try (PushbackInputStream raw = new PushbackInputStream(fileSystem.open(path), 2)) {
      byte[] magic = raw.readNBytes(2);
      raw.unread(magic);
      boolean gzip = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
      InputStream in = gzip ? new GZIPInputStream(raw, GZIP_BUFFER_BYTES) : raw;
      long bytes = gzip ? GZIP_SHRINKS_AT_MOST * status.getLen() : status.getLen();
      try (ByteSource source = new ByteSource(path, in)) {
        return new VectorReader(source, bytes).read();
      }
    } catch (EOFException | ZipException e) {
      throw new BadInputException("%s is damaged or cut short: %s", path, e.getMessage());
    }
  }

  private static Embeddings parquet(Path folder, FileSystem fileSystem, HadoopConf hadoop)
      throws IOException {
    Path[] files =
        Arrays.stream(fileSystem.listStatus(folder))
            .map(FileStatus::getPath)
            .filter(path -> path.getName().matches("part-.*\\.parquet"))
            .sorted()
            .toArray(Path[]::new);
    BadInputException.check(
        files.length > 0, "%s is a folder without part-*.parquet files of word vectors", folder);
    EmbeddingsBuilder[] out = new EmbeddingsBuilder[1];
    for (Path file : files) {
      addParquet(file, out, hadoop);
    }
    BadInputException.check(out[0] != null, "%s holds no word vectors", folder);
    return out[0].build();
  }

  private static void addParquet(Path file, EmbeddingsBuilder[] out, HadoopConf hadoop)
      throws IOException {
    try (TableReader in = new TableReader(file, EmbeddingsFormat.SCHEMA, hadoop)) {
      while (in.next()) {
        String word = in.text(EmbeddingsFormat.WORD);
        float[] vector = in.floats(EmbeddingsFormat.VALUE);
        if (out[0] == null) {
          out[0] = new EmbeddingsBuilder(1, vector.length);
        }
        out[0].add(word, vector, file);
      }
    } catch (BadInputException e) {
      throw e;
    } catch (RuntimeException e) { // Parquet has no one exception for a damaged file
      throw new BadInputException("%s is damaged, or no Parquet file: %s", file, e.getMessage());
    }
  }

  /**
   * Writes beside the target and renames, so that a half-written export never bears its name. What
   * such an export left there before is replaced.
   *
   * @param path of the file or, as the format says, the folder to make
   * @throws BadInputException if the format cannot hold a word, or something else stands there
   */
  public static void write(Embeddings embeddings, VectorFormat format, Path path, HadoopConf hadoop)
      throws IOException {
    VectorTarget target = new VectorTarget(path, hadoop);
    switch (format) {
      case WORD2VEC_TEXT -> target.file(out -> new VectorWriter(embeddings, path).text(out));
      case WORD2VEC_BINARY -> target.file(out -> new VectorWriter(embeddings, path).binary(out));
      case PROJECTOR -> target.folder(out -> new VectorWriter(embeddings, path).projector(out));
      case PARQUET -> target.folder(out -> new VectorWriter(embeddings, path).parquet(out));
      case SPARK_ML -> target.folder(out -> new VectorWriter(embeddings, path).mlModel(out));
    }
  }
}
