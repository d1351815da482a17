package org.rollcall.local.stack;

import org.rollcall.error.ErrorCode;

/** Errors of a data folder and of the files in it. */
public enum DataFolderError implements ErrorCode {
  DATA_FOLDER_NOT_EMPTY(
      "the folder {folder} is not empty and is not a Rollcall data folder. Choose another folder with"
          + " --data."),
  DATA_FOLDER_IS_FILE("{folder} is a file, not a folder. Choose a folder with --data."),
  DATA_FOLDER_IN_USE(
      "the data folder {folder} is in use by another Rollcall process. Wait until it has ended, or"
          + " choose another folder with --data."),
  DATA_FOLDER_SERVED(
      "the data folder {folder} is served by ./rollcall serve. Stop serve, or use --stack"
          + " rollcall-local instead of --data after this command: . {environment}"),
  DATA_FOLDER_UNUSABLE(
      "the data folder {folder} cannot be used ({reason}). Correct the cause, or choose another folder"
          + " with --data."),
  DATA_FOLDER_NOT_WRITABLE("the data folder {folder} cannot be written ({reason})"),
  SES_ACCOUNT_FILE_INVALID(
      "the SES account file {file} cannot be used ({reason}). Correct it, or remove it to use an"
          + " account without limits."),
  USERS_DATABASE_NOT_OPENED("the users' database {file} cannot be opened ({reason})"),
  USERS_DATABASE_NOT_COMPACTED("the users' database {file} cannot be compacted ({reason})"),
  OBJECTS_NOT_SERVED("the objects in {folder} cannot be served ({reason})"),
  OBJECTS_SERVER_NOT_STOPPED("the server of the objects did not stop ({reason})");

  private final String template;

  DataFolderError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
