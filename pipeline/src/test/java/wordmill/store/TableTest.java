package wordmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.BadInputException;

class TableTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message t { required int32 id; repeated int32 a; repeated int64 b; repeated float c; repeated double d; }");

  @TempDir java.nio.file.Path folder;

  private ArtifactFolder artifact() {
    return new ArtifactFolder(new Path(folder.toUri()), new HadoopConf(new Configuration()));
  }

  @Test
  void rowsComeBackAsTheyWereWritten() throws Exception {
    Random random = new Random(7);
    List<int[]> lists = new ArrayList<>();
    DataFile file;
    try (TableWriter out = artifact().writeTable("t.parquet", SCHEMA)) {
      for (int i = 0; i < 3000; i++) {
        int id = i;
        int[] a = random.ints(i % 7 == 0 ? 0 : random.nextInt(40)).toArray();
        lists.add(a);
        long[] b = {id, -5L * id};
        float[] c = {id / 3f};
        double[] d = {};
        out.write(
            row ->
                row.integer(0, id)
                    .integers(1, a, 0, a.length)
                    .longs(2, b, 0, 2)
                    .floats(3, c, 0, 1)
                    .doubles(4, d, 0, 0));
      }
      file = out.finish();
    }
    int n = 0;
    try (TableReader in = artifact().readTable(file, SCHEMA)) {
      while (in.next()) {
        assertThat(in.integer(0)).isEqualTo(n);
        if (n % 3 != 0) { // every third row's lists are skipped
          assertThat(in.integers(1)).containsExactly(lists.get(n));
          assertThat(in.longs(2)).containsExactly(n, -5L * n);
          assertThat(in.floats(3)).containsExactly(n / 3f);
          assertThat(in.doubles(4)).isEmpty();
        }
        n++;
      }
    }
    assertThat(n).isEqualTo(3000);
  }

  @Test
  void aFlippedBitAndACutFileAreFoundAndNamed() throws Exception {
    DataFile file;
    try (TableWriter out = artifact().writeTable("t.parquet", SCHEMA)) {
      out.write(row -> row.integer(0, 1));
      file = out.finish();
    }
    java.nio.file.Path path = folder.resolve("t.parquet");
    byte[] whole = Files.readAllBytes(path);
    for (int bit = 0; bit < 8 * whole.length; bit += 97) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(path, flipped);
      assertThatThrownBy(() -> artifact().readTable(file, SCHEMA))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("t.parquet is damaged");
    }
    Files.write(path, java.util.Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> artifact().readTable(file, SCHEMA))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("t.parquet is damaged");
  }

  @Test
  void anUnfinishedFileLeavesNothing() throws Exception {
    try (TableWriter out = artifact().writeTable("t.parquet", SCHEMA)) {
      out.write(row -> row.integer(0, 1));
    }
    assertThat(folder).isEmptyDirectory();
  }
}
