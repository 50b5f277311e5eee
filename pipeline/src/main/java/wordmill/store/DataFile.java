package wordmill.store;

import java.io.Serializable;

/**
 * One finished file of an artifact, as its manifest lists it.
 *
 * @param name path below the artifact's folder
 * @param bytes length
 * @param sha256 lower-case hex digest of the whole content
 */
public record DataFile(String name, long bytes, String sha256) implements Serializable {}
