package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.id.JobId;
import org.rollcall.local.endpoint.ses.Inbox;

/**
 * The folder with all data of a local stack. An open data folder is locked: no other process can
 * open it.
 *
 * <p>A data folder contains a lock file, which is written first and by which the folder is
 * recognized. The operating system releases the lock when the process ends, even if it is killed.
 */
public final class DataFolder implements AutoCloseable {

  static final String LOCK_FILE = "rollcall.lock";
  private static final String USERS_FILE = "users.db";
  private static final String OBJECTS = "objects";
  private static final String FILLED_FILE = "filled";
  private static final String FILLING_FILE = "filling";
  private static final String SAMPLE = "sample";
  private static final String EMPTY = "empty";

  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** Whether a folder is a data folder, also if it has lost one of its files. */
  public static boolean isDataFolder(Path path) {
    return Files.exists(path.resolve(LOCK_FILE))
        || (Files.exists(path.resolve(USERS_FILE)) && Files.isDirectory(path.resolve(OBJECTS)));
  }

  /**
   * Opens and locks a data folder. If the folder does not exist or is empty, it is initialized, and
   * only its owner can access it. All files in it are created for the owner only, since letters
   * contain passwords.
   *
   * @throws DataFolderException if another process has locked the folder, if it contains other
   *     files or data of another version of Rollcall, or if it cannot be written
   */
  public static DataFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      createPrivateFolder(path);
      if (!isDataFolder(path)) {
        if (!isEmpty(path)) {
          throw new DataFolderException(DataFolderError.DATA_FOLDER_NOT_EMPTY, path);
        }
        OwnerOnlyFiles.restrict(path);
      }
      OwnerOnlyFiles.createFile(path.resolve(LOCK_FILE));
      FileChannel lockFile =
          FileChannel.open(
              path.resolve(LOCK_FILE), StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        if (lockFile.tryLock() == null) {
          throw lockedException(path);
        }
        FolderFormat.requireUsable(lockFile, path);
        // A killed process left this file. Its key is no longer valid.
        Files.deleteIfExists(ServedFiles.environment(path));
        new StopRequests(path).deleteAll();
        FolderFormat.write(lockFile);
        var opened = new DataFolder(path, lockFile);
        createPrivateFolder(opened.objects());
        createPrivateFolder(opened.inbox());
        createPrivateFolder(opened.sentMail().events());
        createPrivateFolder(opened.executions());
        return opened;
      } catch (OverlappingFileLockException e) {
        lockFile.close();
        throw lockedException(path);
      } catch (IOException | RuntimeException e) {
        lockFile.close();
        throw e;
      }
    } catch (FileAlreadyExistsException e) {
      Path file = Path.of(String.valueOf(e.getFile()));
      throw file.equals(path)
          ? new DataFolderException(e, DataFolderError.DATA_FOLDER_IS_FILE, path)
          : new DataFolderException(e, DataFolderError.DATA_FOLDER_UNUSABLE, path, reason(e));
    } catch (IOException e) {
      throw new DataFolderException(e, DataFolderError.DATA_FOLDER_UNUSABLE, path, reason(e));
    }
  }

  /** The absolute path of the folder. */
  public Path path() {
    return path;
  }

  /** The database file of DynamoDB. It may not exist yet. */
  public Path users() {
    return path.resolve(USERS_FILE);
  }

  /** The folder of S3. Each bucket is a subfolder, each object a file. */
  public Path objects() {
    return path.resolve(OBJECTS);
  }

  /** The folder of the sent letters, one {@code .eml} file for each. */
  public Path inbox() {
    return path.resolve("inbox");
  }

  /** The sent letters and their events. */
  public Inbox sentMail() {
    return new Inbox(inbox(), path.resolve("mail-events"));
  }

  /** The file with the settings of the SES account. It may not exist. */
  public SesAccountFile sesAccount() {
    return new SesAccountFile(path.resolve("ses.json"));
  }

  /** The folder of the executions of the state machine. */
  public Path executions() {
    return path.resolve("executions");
  }

  /** The folder of the executions of the state machine for schedules. It may not exist. */
  public Path schedules() {
    return path.resolve("schedules");
  }

  /** The file of the bucket's object with a key. */
  public Path object(String key) {
    return objects().resolve(EmbeddedS3.BUCKET).resolve(key);
  }

  /** The file with all events of a job's execution, errors included. */
  public Path history(JobId jobId) {
    return executions().resolve(jobId.value()).resolve("history.jsonl");
  }

  /** The file of the letter with a message ID of SES. */
  public Path letter(String messageId) {
    return sentMail().messageFile(messageId);
  }

  /** The file of the events of a letter that are not recorded yet. It may not exist. */
  public Path mailEvents(String messageId) {
    return sentMail().events().resolve(messageId + ".json");
  }

  /** The page of the latest letter preview. */
  public Path preview() {
    return path.resolve("preview.html");
  }

  /** The file with the key from which temporary passwords are derived. It may not exist yet. */
  public Path passwordKey() {
    return path.resolve("password.key");
  }

  /** Whether the initial contents are complete. If not, they must be written again. */
  public boolean isFilled() {
    return Files.exists(path.resolve(FILLED_FILE), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Whether an interrupted process began to write the sample institution: false if it began to
   * write only the stock letters; empty if no process began to write contents.
   *
   * @throws DataFolderException if the record of it is damaged
   */
  public Optional<Boolean> isBegunWithSample() {
    Path file = path.resolve(FILLING_FILE);
    try {
      String contents = new String(Files.readAllBytes(file), UTF_8);
      if (contents.equals(SAMPLE) || contents.equals(EMPTY)) {
        return Optional.of(contents.equals(SAMPLE));
      }
      throw new DataFolderException(
          DataFolderError.DATA_FOLDER_UNUSABLE, path, file + ": it is damaged");
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      String reason = file + ": " + FileFaults.reason(e);
      throw new DataFolderException(e, DataFolderError.DATA_FOLDER_UNUSABLE, path, reason);
    }
  }

  /**
   * Records which initial contents are being written.
   *
   * @throws DataFolderException if other contents were begun, or the folder cannot be written
   */
  public void beginFill(boolean sample) {
    Optional<Boolean> begun = isBegunWithSample();
    if (begun.isPresent() && begun.get() != sample) {
      throw new DataFolderException(
          DataFolderError.DATA_FOLDER_OTHERWISE_BEGUN,
          path,
          sample ? "without the sample institution" : "with the sample institution",
          "./rollcall init " + Shell.quote(path.toString()) + (sample ? " --empty." : "."));
    }
    try {
      Path draft = path.resolve(FILLING_FILE + ".new");
      OwnerOnlyFiles.createFile(draft);
      Files.writeString(draft, sample ? SAMPLE : EMPTY, StandardOpenOption.SYNC);
      Files.move(draft, path.resolve(FILLING_FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new FileFaults().failed(e, path);
    }
  }

  /**
   * Records that the initial contents are complete.
   *
   * @throws DataFolderException if the folder cannot be written
   */
  public void markFilled() {
    try {
      // A data folder in a repository must not be committed.
      Path gitIgnore = path.resolve(".gitignore");
      OwnerOnlyFiles.createFile(gitIgnore);
      Files.writeString(gitIgnore, "*\n");
      OwnerOnlyFiles.createFile(path.resolve(FILLED_FILE));
      Files.deleteIfExists(path.resolve(FILLING_FILE));
    } catch (IOException e) {
      throw new DataFolderException(e, DataFolderError.DATA_FOLDER_NOT_WRITABLE, path, reason(e));
    }
  }

  /**
   * Marks a folder as complete that contains users, but has lost its marks. Otherwise the sample
   * institution would be written into it.
   *
   * @throws DataFolderException if the folder cannot be written
   */
  public void restoreFilledMark() {
    if (!isFilled() && isBegunWithSample().isEmpty() && Files.exists(users())) {
      markFilled();
    }
  }

  /** Releases the lock. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new DataFolderException(e, DataFolderError.DATA_FOLDER_NOT_WRITABLE, path, reason(e));
    }
  }

  private static DataFolderException lockedException(Path path) {
    String environment = Shell.quote(ServedFiles.environment(path).toString());
    return ServedFiles.servedBy(path)
        .map(
            command ->
                new DataFolderException(
                    DataFolderError.DATA_FOLDER_SERVED, path, command, environment))
        .orElseGet(() -> new DataFolderException(DataFolderError.DATA_FOLDER_IN_USE, path));
  }

  /** Creates a folder and its missing parents for the owner only. */
  static void createPrivateFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      OwnerOnlyFiles.createFolder(folder);
    }
  }

  static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  static String reason(IOException e) {
    String reason = FileFaults.reason(e);
    return e instanceof FileSystemException named && named.getFile() != null
        ? named.getFile() + ": " + reason
        : reason;
  }
}
