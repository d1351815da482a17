package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.rollcall.json.Json;
import org.rollcall.local.archive.TarEntry;
import org.rollcall.local.archive.TarWriter;
import org.rollcall.time.SystemClock;

/**
 * Writes all files of a data folder into an archive: tar, compressed with gzip. Each file has its
 * SHA-256, which is computed before the file is written, since an archive is written in one go. The
 * first and the last entry are a {@link BackupManifest}. See D-181.
 *
 * <p>The folder is locked by this process, so that the files belong together. S3Proxy keeps the
 * digests and types of objects in extended attributes.
 */
public final class FolderBackup {

  /** What concerns only a process, or shows a letter for a moment. */
  private static final Set<String> OMITTED =
      Set.of(
          DataFolder.LOCK_FILE,
          "preview.html",
          "serve.env",
          "sam-template.json",
          "sam-environment.json");

  private final DataFolder folder;
  private final boolean withKey;
  private final BackupDigest digest = new BackupDigest();

  /**
   * @param folder opened by this process, and no part of it is running
   * @param withKey whether the archive contains the password key
   */
  public FolderBackup(DataFolder folder, boolean withKey) {
    this.folder = folder;
    this.withKey = withKey;
  }

  /**
   * Writes the archive. Does not close the stream.
   *
   * @return the number of files
   * @throws IOException if a file cannot be read, or the archive cannot be written
   */
  public int write(OutputStream out) throws IOException {
    GZIPOutputStream compressed = new GZIPOutputStream(out, 1 << 16);
    TarWriter archive = new TarWriter(compressed);
    write(archive, BackupManifest.FIRST, BackupManifest.of(withKey));
    try (Stream<Path> files = Files.walk(folder.path(), FileVisitOption.FOLLOW_LINKS)) {
      for (Iterator<Path> all = files.filter(this::isIncluded).iterator(); all.hasNext(); ) {
        write(archive, all.next());
      }
    } catch (UncheckedIOException e) {
      @Nullable IOException cause = e.getCause();
      throw cause == null ? new IOException(e) : cause;
    }
    write(archive, BackupManifest.LAST, digest.toEnd());
    archive.finish();
    compressed.finish();
    return digest.files();
  }

  private boolean isIncluded(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    Path path = folder.path().relativize(file);
    String name = path.toString();
    boolean isOmitted =
        OMITTED.contains(name)
            || (path.getNameCount() == 1 && name.startsWith(StopRequests.PREFIX))
            || (!withKey && file.equals(folder.passwordKey()));
    boolean isUnfinished =
        file.startsWith(folder.objects())
            ? UnfinishedObjects.isUnfinished(file.getFileName().toString())
            : FolderFiles.isUnfinished(file);
    return !isOmitted && !isUnfinished;
  }

  private void write(TarWriter archive, Path file) throws IOException {
    String path = folder.path().relativize(file).toString().replace('\\', '/');
    Checksum checksum = new Checksum(OutputStream.nullOutputStream());
    try (InputStream content = Files.newInputStream(file)) {
      content.transferTo(checksum);
    }
    TarEntry entry =
        new TarEntry(
            path,
            checksum.size(),
            Files.getLastModifiedTime(file).toInstant(),
            checksum.hex(),
            attributes(file));
    digest.add(entry);
    try (InputStream content = Files.newInputStream(file)) {
      archive.write(entry, content);
    }
  }

  private static void write(TarWriter archive, String path, Object content) throws IOException {
    byte[] bytes = (Json.text(content) + "\n").getBytes(UTF_8);
    Instant now = SystemClock.INSTANCE.instant();
    archive.write(
        new TarEntry(path, bytes.length, now, "", Map.of()), new ByteArrayInputStream(bytes));
  }

  private static Map<String, byte[]> attributes(Path file) throws IOException {
    @Nullable UserDefinedFileAttributeView view =
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    Map<String, byte[]> attributes = new HashMap<>();
    if (view == null) {
      return attributes;
    }
    for (String name : view.list()) {
      ByteBuffer value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      attributes.put(name, value.array());
    }
    return attributes;
  }
}
