package org.rollcall.local.stack;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteQueue;
import java.io.File;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;

/**
 * DynamoDB Local's SQLite file, with a write-ahead log.
 *
 * <p>As DynamoDB Local opens it, SQLite waits for the disk about four times a commit. What we
 * promise is that killing the process loses no acknowledged write, and for that a commit need only
 * have reached the operating system: with a write-ahead log and {@code synchronous = NORMAL} the
 * disk is waited for at checkpoints alone, and a loss of power may take the last commits but never
 * damages the file.
 */
final class UsersDatabase extends SQLiteDBAccess {

  UsersDatabase(File file) throws InterruptedException {
    super(file);
    queue.stop(true).join();
    queue = new WriteAheadQueue(file).start();
  }

  /** Writes the log back into the database file and closes it; returns when that is done. */
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
   * Writes a database anew, so that nothing of what was deleted is left in its file.
   *
   * @param file a database that nobody has open
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

  /** The one connection to the file, on a thread that does not keep the process alive. */
  private static final class WriteAheadQueue extends SQLiteQueue {

    WriteAheadQueue(File file) {
      super(
          file,
          work -> {
            var thread = new Thread(work, "rollcall-users");
            thread.setDaemon(true);
            return thread;
          });
    }

    /**
     * Sets up each connection, also one that the queue opens after a failure. A lock that is held
     * throughout spares the log its shared memory, which not every file system offers.
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
