package wordmill.testdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Writes the generated part of test-data anew. Its name keeps it out of ordinary test runs; asked
 * for with {@code mvn -q -B -pl pipeline test -Dtest=WriteTestData}.
 */
class WriteTestData {
  @Test
  void intoTheTree() throws IOException {
    into(Path.of("../test-data"));
  }

  static void into(Path folder) throws IOException {
    into(folder, TestData.files());
  }

  static void into(Path folder, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }
}
