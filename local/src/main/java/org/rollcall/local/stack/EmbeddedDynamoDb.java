package org.rollcall.local.stack;

import com.almworks.sqlite4java.SQLiteException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.embedded.DDBExceptionMappingInvocationHandler;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * DynamoDB in this process, upon a file, holding the users' table.
 *
 * <p>It is put together from DynamoDB Local's parts and not by its {@code DynamoDBEmbedded}, which
 * reports its use to its maker and leaves the file's settings no way in.
 */
public final class EmbeddedDynamoDb implements AutoCloseable {

  /** The users' table. */
  public static final String TABLE = "rollcall-users";

  /**
   * The library's loggers, which would print on standard error; held here since java.util.logging
   * forgets a logger, and what was set on it, that nobody holds.
   */
  private static final List<Logger> SILENCED =
      List.of(
          Logger.getLogger("com.almworks.sqlite4java"),
          Logger.getLogger("com.almworks.sqlite4java.Internal"));

  private final LocalDBClient database;
  private final DynamoDbClient client;

  private EmbeddedDynamoDb(LocalDBClient database, DynamoDbClient client) {
    this.database = database;
    this.client = client;
  }

  /**
   * Opens the database, and makes the file and the users' table where they are missing.
   *
   * @param file the database's file, in a folder that exists; no other process may have it open
   * @throws DataFolderException if the file cannot be opened
   */
  public static EmbeddedDynamoDb start(Path file) {
    SILENCED.forEach(logger -> logger.setUseParentHandlers(false));
    writeNumbersInAscii();
    try {
      requireWritable(file);
      SQLiteLibraryLoader.initialize();
      var jobs = new JobsRegister(onDaemonThreads(), false);
      var database = new LocalDBClient(new UsersDatabase(file.toFile()), jobs);
      var started = new EmbeddedDynamoDb(database, throwingTypedErrors(database.dynamoDbClient()));
      started.makeTable();
      return started;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataFolderException("Opening the users' database was interrupted.", e);
    } catch (Exception e) {
      throw new DataFolderException(
          "The users' database %s cannot be opened (%s).".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The client, for any number of threads. It calls the database without HTTP and without retries;
   * its errors are those of the SDK's own client.
   */
  public DynamoDbClient client() {
    return client;
  }

  /** Ends the database, with all that was written in its file. */
  @Override
  public void close() {
    database.shutdown();
  }

  /**
   * Writes a database anew, so that nothing of what was deleted is left in its file.
   *
   * @param file a database that is closed
   * @throws DataFolderException if that fails; what is not deleted is still there
   */
  public static void compact(Path file) {
    try {
      UsersDatabase.compact(file.toFile());
    } catch (SQLiteException e) {
      throw new DataFolderException(
          "The users' database %s cannot be written anew (%s).".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The library writes numbers into its SQL as the default locale has them, which SQLite cannot
   * read where that has other digits, such as Arabic ones. For the whole process, since it asks for
   * them in every call.
   */
  private static void writeNumbersInAscii() {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
  }

  /** The library tries again for ever to open a file that it cannot open. */
  private static void requireWritable(Path file) throws IOException {
    OwnerOnlyFiles.makeFile(file);
    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
  }

  private void makeTable() {
    if (client.listTables().tableNames().contains(TABLE)) {
      return;
    }
    client.createTable(
        table ->
            table
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName(UserTable.KEY)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder()
                        .attributeName(UserTable.KEY)
                        .keyType(KeyType.HASH)
                        .build()));
  }

  private static ExecutorService onDaemonThreads() {
    return Executors.newCachedThreadPool(
        work -> {
          var thread = new Thread(work, "rollcall-users-table");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** The database throws one exception for everything; callers catch the SDK's, by type. */
  private static DynamoDbClient throwingTypedErrors(DynamoDbClient database) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> call(database, method, arguments));
  }

  private static @Nullable Object call(
      DynamoDbClient database, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(database, arguments);
    } catch (InvocationTargetException e) {
      Throwable error = e.getTargetException();
      if (error instanceof DynamoDBLocalServiceException untyped) {
        DDBExceptionMappingInvocationHandler.handleDynamoDBLocalServiceException(untyped);
      }
      throw error;
    }
  }
}
