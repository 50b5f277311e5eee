package wordmill.nn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Leaves what calls our layers to the JVM's quick compiler. DL4J and ND4J hand arrays from one to
 * the next, a few thousand calls a step, and gain nothing by being optimized; but the optimizing
 * compiler would take two seconds of a core for them in a training's first twenty, again in each
 * epoch, while a replica waits for that core.
 */
final class QuickCompilation {
  /** The last two read class files for Spark's closures and for Java's lambdas. */
  private static final String DIRECTIVES =
      """
      [{
        match: [
          "org/deeplearning4j/*.*",
          "org/nd4j/*.*",
          "org/apache/xbean/*.*",
          "jdk/internal/org/objectweb/*.*"
        ],
        c2: { Exclude: true }
      }]
      """;

  private QuickCompilation() {}

  /** Holds for what is compiled afterwards, for good. */
  static void choose() {
    try {
      Path file = Files.createTempFile("wordmill-", ".json");
      try {
        Files.writeString(file, DIRECTIVES);
        tellCompiler(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tellCompiler(Path directives) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      Object unused =
          server.invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "compilerDirectivesAdd",
              new Object[] {new String[] {directives.toString()}},
              new String[] {String[].class.getName()});
    } catch (JMException e) {
      // a JVM that is not HotSpot compiles as it does
    }
  }
}
