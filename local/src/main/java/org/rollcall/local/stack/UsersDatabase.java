package org.rollcall.local.stack;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteConstants;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import java.io.File;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.endpoint.DaemonThreads;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;

/**
 * The SQLite file of DynamoDB Local, with a write-ahead log.
 *
 * <p>With the settings of DynamoDB Local, SQLite waits for the disk about four times per commit.
 * With a write-ahead log and {@code synchronous = NORMAL}, a commit only has to reach the operating
 * system, so that a killed process loses no acknowledged write. A power failure may lose the latest
 * commits but never damages the file. See D-093.
 *
 * <p>DynamoDB Local does not wait for the commit of a transaction. This class does, and after the
 * first failure of the file it executes nothing more. See D-144.
 */
final class UsersDatabase extends SQLiteDBAccess {

  /** The failures of a file or a disk, as opposed to those of a statement. */
  private static final Set<Integer> FILE_FAILURES =
      Set.of(
          SQLiteConstants.SQLITE_PERM,
          SQLiteConstants.SQLITE_READONLY,
          SQLiteConstants.SQLITE_IOERR,
          SQLiteConstants.SQLITE_CORRUPT,
          SQLiteConstants.SQLITE_FULL,
          SQLiteConstants.SQLITE_CANTOPEN,
          SQLiteConstants.SQLITE_NOTADB);

  /** SQLite's own text in a message of the library. */
  private static final Pattern MESSAGE = Pattern.compile("(?s).*\\[([^\\[\\]]+)\\]");

  private final WriteAheadQueue writeAhead;
  private final Map<String, TableInfo> tables = new ConcurrentHashMap<>();

  UsersDatabase(File file, FileFaults faults) throws InterruptedException {
    super(file);
    queue.stop(true).join();
    writeAhead = new WriteAheadQueue(file, faults);
    queue = writeAhead.start();
  }

  /**
   * Makes a call of DynamoDB Local on the thread of the database. A call has several steps that
   * need this thread, and would have to wait for it again and again. See D-205.
   *
   * @throws ExecutionException with the exception of the call
   */
  <T> T call(Callable<T> call) throws ExecutionException {
    FutureTask<T> task = new FutureTask<>(call);
    var unused =
        writeAhead.execute(
            new SQLiteJob<@Nullable Void>() {
              @Override
              protected @Nullable Void job(SQLiteConnection connection) {
                task.run();
                return null;
              }

              @Override
              protected void jobCancelled() {
                task.cancel(false);
              }
            });
    try {
      return task.get();
    } catch (InterruptedException e) {
      task.cancel(false);
      Thread.currentThread().interrupt();
      throw SdkClientException.create("interrupted while the database was used", e);
    } catch (CancellationException e) {
      throw new ExecutionException(SdkClientException.create("the database is closed", e));
    }
  }

  /** A table's description. It never changes; DynamoDB Local reads it twice for each write. */
  @Override
  public @Nullable TableInfo getTableInfo(String table) {
    TableInfo known = tables.get(table);
    if (known != null) {
      return known;
    }
    @Nullable TableInfo read = super.getTableInfo(table);
    if (read != null) {
      tables.put(table, read);
    }
    return read;
  }

  /** Commits a transaction, and waits until it is in the file. */
  @Override
  public void commitTransaction(String id, byte[] signature) {
    super.commitTransaction(id, signature);
    await(WriteAheadQueue.LAST_JOB.get());
  }

  private static void await(@Nullable SQLiteJob<?> commit) {
    if (commit == null) {
      throw new IllegalStateException("DynamoDB Local has not added a commit to the queue");
    }
    try {
      commit.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SdkClientException.create("interrupted while a transaction was written", e);
    } catch (ExecutionException | CancellationException e) {
      throw SdkClientException.create("the transaction was not written", e);
    }
  }

  /**
   * The failure of the file that ended the use of the database; null if there was none. It is known
   * before the exception of a call that it made fail.
   */
  @Nullable DataFolderException failure() {
    return writeAhead.fileFailure;
  }

  /** Writes the log to the database file and closes it. Waits until this is finished. */
  @Override
  public void close() {
    super.close();
    try {
      queue.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Rewrites a database, so that its file contains no deleted data.
   *
   * @param file the file of a closed database
   */
  static void compact(File file) throws SQLiteException {
    var connection = new SQLiteConnection(file);
    try {
      connection.open(false);
      connection.exec("VACUUM");
      connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } finally {
      connection.dispose();
    }
  }

  /**
   * Opens the file as SQLite does, and closes it. SQLite refuses some files that Java can open,
   * such as one whose path has more than 500 bytes.
   */
  static void requireOpenable(File file) throws SQLiteException {
    var connection = new SQLiteConnection(file);
    try {
      connection.open(false);
    } finally {
      connection.dispose();
    }
  }

  /** The reason of an exception in SQLite's words. */
  static String reason(Throwable e) {
    Matcher message = MESSAGE.matcher(String.valueOf(e.getMessage()));
    return message.matches() ? message.group(1) : String.valueOf(e.getMessage());
  }

  /** The connection to the file, on a daemon thread. */
  private static final class WriteAheadQueue extends SQLiteQueue {

    /** The last job that the current thread has added. */
    private static final ThreadLocal<@Nullable SQLiteJob<?>> LAST_JOB = new ThreadLocal<>();

    private final FileFaults faults;
    private volatile @Nullable DataFolderException fileFailure;

    WriteAheadQueue(File file, FileFaults faults) {
      super(file, DaemonThreads.named("rollcall-users"));
      this.faults = faults;
    }

    /** Executes a job: at once if this is a step of a call on the database's thread. */
    @Override
    public <T, J extends SQLiteJob<T>> J execute(J job) {
      LAST_JOB.set(job);
      if (!isDatabaseThread()) {
        return super.execute(job);
      }
      if (fileFailure != null) {
        job.cancel();
        return job;
      }
      try {
        executeJob(job);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
      return job;
    }

    /**
     * Configures each connection, including those that the queue opens after a failure. With an
     * exclusive lock, the log needs no shared memory, which some file systems do not support.
     */
    @Override
    protected void initConnection(SQLiteConnection connection) throws SQLiteException {
      try {
        super.initConnection(connection);
        connection.exec("PRAGMA locking_mode = EXCLUSIVE");
        connection.exec("PRAGMA journal_mode = WAL");
        connection.exec("PRAGMA synchronous = NORMAL");
      } catch (SQLiteException e) {
        stopIfFileFailed(e);
        throw e;
      }
    }

    /**
     * A failure of the file ends the queue, since a later job might write half of a transaction.
     */
    @Override
    @SuppressWarnings("rawtypes") // as in the class of the library
    protected void handleJobException(SQLiteJob job, Throwable e) throws Throwable {
      stopIfFileFailed(e);
      super.handleJobException(job, e);
    }

    private void stopIfFileFailed(Throwable e) {
      if (e instanceof SQLiteException error && FILE_FAILURES.contains(error.getBaseErrorCode())) {
        fileFailure = faults.failed(e, getDatabaseFile().toPath(), reason(e));
        stop(false);
      }
    }
  }
}
