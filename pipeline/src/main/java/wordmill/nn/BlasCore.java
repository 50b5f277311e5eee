package wordmill.nn;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernels that OpenBLAS multiplies with. It has some for each core it knows by family and
 * model, and on a processor that is newer than itself falls back to those for SSE, a third as fast,
 * without a word. So it is told the core by what instructions the processor has.
 */
final class BlasCore {
  /** OpenBLAS reads it once, when it is loaded; a name given by the user is left as it is. */
  private static final String VARIABLE = "OPENBLAS_CORETYPE";

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Pattern FLAGS = Pattern.compile("(?m)^flags\\s*:(.*)$");
  private static final Set<String> SKYLAKE =
      Set.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");
  private static final Set<String> HASWELL = Set.of("avx2", "fma");

  private BlasCore() {}

  /** To be called before anything loads OpenBLAS; afterwards it changes nothing. */
  static void choose() {
    String given = System.getenv().getOrDefault(VARIABLE, "");
    if (given.isEmpty() && Files.isReadable(PROCESSORS)) {
      of(processors()).ifPresent(BlasCore::set);
    }
  }

  /** What OpenBLAS calls the best it has for the first processor of a {@code /proc/cpuinfo}. */
  static Optional<String> of(String processors) {
    Matcher line = FLAGS.matcher(processors);
    List<String> flags = line.find() ? List.of(line.group(1).strip().split(" ")) : List.of();
    if (!flags.containsAll(HASWELL)) {
      return Optional.empty();
    }
    return Optional.of(flags.containsAll(SKYLAKE) ? "SkylakeX" : "Haswell");
  }

  private static String processors() {
    try {
      return Files.readString(PROCESSORS, StandardCharsets.ISO_8859_1); // takes any bytes
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void set(String core) {
    Native.loadLibrary("c", LibC.class).setenv(VARIABLE, core, 1);
  }

  /** Of the C library: Java can read its environment, but not change it. */
  interface LibC extends Library {
    int setenv(String name, String value, int overwrite);
  }
}
