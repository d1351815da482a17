package org.rollcall.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.rollcall.json.Json;
import org.rollcall.local.archive.InvalidArchiveException;
import org.rollcall.local.archive.TarEntry;
import org.rollcall.local.archive.TarReader;

/**
 * Creates a data folder from a {@link FolderBackup}. The archive is read completely and checked
 * before anything is written, and a second time to write the files.
 *
 * @param archive a file that can be read twice
 */
public record FolderRestore(Path archive) {

  private static final int MAX_MANIFEST_BYTES = 10_000;

  /**
   * What was restored.
   *
   * @param files the number of files
   * @param hasKey whether the folder has its password key
   */
  public record Result(int files, boolean hasKey) {}

  /** Receives a file of the archive, whose content the reader has. */
  @FunctionalInterface
  private interface FileConsumer {
    void accept(TarEntry entry, TarReader content) throws IOException;
  }

  /**
   * Restores a folder, which must not exist or be empty. If this process is killed, the folder
   * cannot be used.
   *
   * @throws DataFolderException if the archive is not a complete backup of this version, and then
   *     nothing is written; or if the folder is in use or cannot be written
   */
  public Result restore(Path target) {
    Path folder = target.toAbsolutePath().normalize();
    try {
      requireNew(folder);
    } catch (IOException e) {
      throw new FileFaults().failed(e, folder);
    }
    check();
    try {
      OwnerOnlyFiles.createFolder(folder);
      OwnerOnlyFiles.restrict(folder);
      Path lock = folder.resolve(DataFolder.LOCK_FILE);
      OwnerOnlyFiles.createFile(lock);
      try (FileChannel lockFile =
          FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        if (lockFile.tryLock() == null) {
          throw new DataFolderException(DataFolderError.DATA_FOLDER_IN_USE, folder);
        }
        FolderFormat.writeRestoring(lockFile);
        Result result = read((entry, content) -> write(folder, entry, content));
        FolderFormat.write(lockFile);
        return result;
      }
    } catch (InvalidArchiveException | EOFException | ZipException e) {
      throw new DataFolderException(e, DataFolderError.BACKUP_CHANGED, archive, reason(e), folder);
    } catch (IOException e) {
      throw new FileFaults().failed(e, folder);
    }
  }

  private static void requireNew(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new DataFolderException(DataFolderError.DATA_FOLDER_IS_FILE, folder);
    }
    Path lock = folder.resolve(DataFolder.LOCK_FILE);
    if (Files.exists(lock)) {
      try (FileChannel lockFile = FileChannel.open(lock, StandardOpenOption.READ)) {
        FolderFormat.requireUsable(lockFile, folder);
      }
    }
    if (Files.exists(folder) && !DataFolder.isEmpty(folder)) {
      throw new DataFolderException(DataFolderError.RESTORE_FOLDER_NOT_EMPTY, folder);
    }
  }

  private void check() {
    try {
      read((entry, content) -> requireEqual(entry, content, OutputStream.nullOutputStream()));
    } catch (InvalidArchiveException | EOFException | ZipException e) {
      throw new DataFolderException(e, DataFolderError.BACKUP_DAMAGED, archive, reason(e));
    } catch (IOException e) {
      throw new FileFaults().failed(e, archive);
    }
  }

  private static String reason(IOException e) {
    return e instanceof InvalidArchiveException
        ? String.valueOf(e.getMessage())
        : e instanceof EOFException ? "it is incomplete" : "it cannot be decompressed";
  }

  private Result read(FileConsumer consumer) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16)) {
      TarReader reader = new TarReader(new BufferedInputStream(decompress(file), 1 << 16));
      boolean hasKey = readManifest(reader);
      BackupDigest digest = new BackupDigest();
      TarEntry entry = reader.next();
      for (; !entry.path().equals(BackupManifest.LAST); entry = reader.next()) {
        BackupManifest.requireSafe(entry.path());
        consumer.accept(entry, reader);
        digest.add(entry);
      }
      BackupManifest.End end = json(entry, reader, BackupManifest.End.class);
      reader.end();
      if (!end.equals(digest.toEnd())) {
        throw new InvalidArchiveException("its files are not those that were backed up");
      }
      return new Result(digest.files(), hasKey);
    }
  }

  private InputStream decompress(InputStream file) throws IOException {
    try {
      return new GZIPInputStream(file, 1 << 16);
    } catch (ZipException | EOFException e) {
      throw new DataFolderException(e, DataFolderError.BACKUP_FOREIGN, archive);
    }
  }

  /** Reads the first entry, and returns whether the backup has the key. */
  private boolean readManifest(TarReader reader) throws IOException {
    TarEntry first;
    try {
      first = reader.next();
    } catch (InvalidArchiveException e) {
      throw new DataFolderException(e, DataFolderError.BACKUP_FOREIGN, archive);
    }
    if (!first.path().equals(BackupManifest.FIRST)) {
      throw new DataFolderException(DataFolderError.BACKUP_FOREIGN, archive);
    }
    JsonNode manifest = json(first, reader, JsonNode.class);
    if (BackupManifest.isOtherVersion(manifest)) {
      throw new DataFolderException(DataFolderError.BACKUP_OF_OTHER_VERSION, archive);
    }
    return manifest.path("with_key").asBoolean();
  }

  private static <T> T json(TarEntry entry, TarReader reader, Class<T> type) throws IOException {
    if (entry.size() > MAX_MANIFEST_BYTES) {
      throw new InvalidArchiveException("its manifest is too large");
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    reader.copyTo(text);
    try {
      return Json.read(text.toByteArray(), type);
    } catch (UncheckedIOException e) {
      throw new InvalidArchiveException("its manifest cannot be read");
    }
  }

  /** Copies a file, and compares it with its checksum. */
  private static void requireEqual(TarEntry entry, TarReader content, OutputStream out)
      throws IOException {
    Checksum checksum = new Checksum(out);
    content.copyTo(checksum);
    if (!checksum.hex().equals(entry.comment())) {
      throw new InvalidArchiveException("the file " + entry.path() + " is not what was backed up");
    }
  }

  private static void write(Path folder, TarEntry entry, TarReader content) throws IOException {
    Path file = folder.resolve(entry.path());
    @Nullable Path parent = file.getParent();
    OwnerOnlyFiles.createFolder(parent == null ? folder : parent);
    if (Files.exists(file)) {
      throw new InvalidArchiveException("it has the file " + entry.path() + " twice");
    }
    OwnerOnlyFiles.createFile(file);
    try (OutputStream out = Files.newOutputStream(file)) {
      requireEqual(entry, content, out);
    }
    setAttributes(file, entry.attributes());
    Files.setLastModifiedTime(file, FileTime.from(entry.modified()));
  }

  /** S3Proxy does without the attributes if the file system has none. */
  private static void setAttributes(Path file, Map<String, byte[]> attributes) {
    @Nullable UserDefinedFileAttributeView view =
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    if (view == null) {
      return;
    }
    try {
      for (Map.Entry<String, byte[]> attribute : attributes.entrySet()) {
        view.write(attribute.getKey(), ByteBuffer.wrap(attribute.getValue()));
      }
    } catch (IOException e) {
      // The file system has no extended attributes.
    }
  }
}
