package wordmill.text;

import java.util.Locale;

/** How a file is compressed, by the end of its name. */
enum Packing {
  PLAIN,
  /** One stream: read whole by one task. */
  GZIP,
  /** Independent blocks, found by their markers: may be read from the middle. */
  BZIP2;

  static Packing of(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".gz") ? GZIP : name.endsWith(".bz2") ? BZIP2 : PLAIN;
  }

  boolean canBeCut() {
    return this != GZIP;
  }
}
