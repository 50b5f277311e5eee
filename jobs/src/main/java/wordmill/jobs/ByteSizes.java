package wordmill.jobs;

/** Bytes for people: powers of 1024. */
final class ByteSizes {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private ByteSizes() {}

  static String text(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }
}
