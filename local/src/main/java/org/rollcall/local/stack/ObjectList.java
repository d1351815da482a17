package org.rollcall.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A list of the objects in the folder of a bucket. Unfinished objects are left out. A link without
 * a target is left out and recorded as damaged, since one such link must not prevent the list.
 */
final class ObjectList extends SimpleFileVisitor<Path> {

  private static final int MAX_KEYS = 1_000;

  private final Path bucket;
  private final String prefix;
  private final boolean isByFolder;
  private final FileFaults faults;

  /** The objects by their keys, and the folders by their prefixes. */
  private final NavigableMap<String, Optional<S3Object>> entries = new TreeMap<>();

  private ObjectList(Path bucket, String prefix, boolean isByFolder, FileFaults faults) {
    this.bucket = bucket;
    this.prefix = prefix;
    this.isByFolder = isByFolder;
    this.faults = faults;
  }

  /**
   * Reads a page of the list. The only supported delimiter is a slash.
   *
   * @param bucket the folder of the bucket
   * @throws UncheckedIOException if a folder cannot be read
   */
  static ListObjectsV2Response read(Path bucket, ListObjectsV2Request request, FileFaults faults) {
    String prefix = Objects.requireNonNullElse(request.prefix(), "");
    Path start = bucket.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1)).normalize();
    ObjectList list = new ObjectList(bucket, prefix, "/".equals(request.delimiter()), faults);
    if (start.startsWith(bucket) && Files.isDirectory(start)) {
      try {
        Files.walkFileTree(
            start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, list);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    String after =
        Objects.requireNonNullElse(
            request.continuationToken(), Objects.requireNonNullElse(request.startAfter(), ""));
    int max = Objects.requireNonNullElse(request.maxKeys(), MAX_KEYS);
    return page(list.entries.tailMap(after, false), Math.min(max, MAX_KEYS));
  }

  private static ListObjectsV2Response page(
      NavigableMap<String, Optional<S3Object>> entries, int maxKeys) {
    List<Map.Entry<String, Optional<S3Object>>> page =
        entries.entrySet().stream().limit(maxKeys).toList();
    boolean isTruncated = !page.isEmpty() && page.size() < entries.size();
    return ListObjectsV2Response.builder()
        .contents(page.stream().flatMap(entry -> entry.getValue().stream()).toList())
        .commonPrefixes(
            page.stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(entry -> CommonPrefix.builder().prefix(entry.getKey()).build())
                .toList())
        .keyCount(page.size())
        .isTruncated(isTruncated)
        .nextContinuationToken(isTruncated ? page.get(page.size() - 1).getKey() : null)
        .build();
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    String key = key(folder) + "/";
    if (folder.equals(bucket) || prefix.startsWith(key)) {
      return FileVisitResult.CONTINUE;
    }
    if (!key.startsWith(prefix)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (isByFolder) {
      entries.put(key, Optional.empty());
      return FileVisitResult.SKIP_SUBTREE;
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String key = key(file);
    if (attributes.isSymbolicLink()) {
      faults.ignored(file);
    } else if (key.startsWith(prefix) && !UnfinishedObjects.isUnfinished(key)) {
      S3Object object =
          S3Object.builder()
              .key(key)
              .size(attributes.size())
              .lastModified(
                  attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS))
              .build();
      entries.put(key, Optional.of(object));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    if (e instanceof FileSystemLoopException) {
      faults.ignored(file);
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }

  private String key(Path file) {
    return bucket.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }
}
