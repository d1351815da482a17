package org.rollcall.local.stack;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteQueue;
import java.io.File;
import org.rollcall.local.endpoint.DaemonThreads;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;

/**
 * The SQLite file of DynamoDB Local, with a write-ahead log.
 *
 * <p>With the settings of DynamoDB Local, SQLite waits for the disk about four times per commit.
 * This is not necessary: a killed process must not lose acknowledged writes, and for this a commit
 * only has to reach the operating system. With a write-ahead log and {@code synchronous = NORMAL},
 * SQLite waits for the disk only at checkpoints. A power failure may lose the latest commits but
 * never damages the file.
 */
final class UsersDatabase extends SQLiteDBAccess {

  UsersDatabase(File file) throws InterruptedException {
    super(file);
    queue.stop(true).join();
    queue = new WriteAheadQueue(file).start();
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

  /** The connection to the file, on a daemon thread. */
  private static final class WriteAheadQueue extends SQLiteQueue {

    WriteAheadQueue(File file) {
      super(file, DaemonThreads.named("rollcall-users"));
    }

    /**
     * Configures each connection, including those that the queue opens after a failure. With an
     * exclusive lock, the log needs no shared memory, which some file systems do not support.
     */
    @Override
    protected void initConnection(SQLiteConnection connection) throws SQLiteException {
      super.initConnection(connection);
      connection.exec("PRAGMA locking_mode = EXCLUSIVE");
      connection.exec("PRAGMA journal_mode = WAL");
      connection.exec("PRAGMA synchronous = NORMAL");
    }
  }
}
