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
      "the data folder {folder} is in use by {command}. Stop it, or use --stack rollcall-local"
          + " instead of --data after this command: . {environment}"),
  DATA_FOLDER_OF_OTHER_VERSION(
      "the data folder {folder} was written by another version of Rollcall, and this version cannot"
          + " use it. Use the other version, or choose another folder with --data."),
  DATA_FOLDER_HALF_RESTORED(
      "the restore of the data folder {folder} was interrupted, so the folder is incomplete. Remove it,"
          + " and run ./rollcall restore again."),
  DATA_FOLDER_UNUSABLE(
      "the data folder {folder} cannot be used ({reason}). Correct the cause, or choose another folder"
          + " with --data."),
  DATA_FOLDER_NOT_WRITABLE("the data folder {folder} cannot be written ({reason})"),
  DISK_FULL(
      "the disk is full: {file} cannot be written. Free some space on this disk, and run the command"
          + " again."),
  FILE_DAMAGED("{file} is damaged, and was ignored"),
  FILE_FAILED(
      "{file} cannot be read or written ({reason}). Correct the cause, and run the command again."),
  SES_ACCOUNT_FILE_INVALID(
      "the SES account file {file} cannot be used ({reason}). Correct it, or remove it to use an"
          + " account without limits."),
  DATA_FOLDER_OTHERWISE_BEGUN(
      "the creation of {folder} {contents} was interrupted. Complete it: {command} Or remove the folder"
          + " first."),
  RESTORE_FOLDER_NOT_EMPTY(
      "the folder {folder} is not empty. Restore into a new or empty folder, which --data names."),
  BACKUP_FOREIGN("{file} is not a backup of a data folder. Nothing was restored."),
  BACKUP_DAMAGED("the backup {file} is damaged: {reason}. Nothing was restored."),
  BACKUP_OF_OTHER_VERSION(
      "the backup {file} was written by another version of Rollcall, and this version cannot use it."
          + " Nothing was restored. Use the other version."),
  BACKUP_CHANGED(
      "the backup {file} changed while it was restored ({reason}). Remove {folder}, and restore it"
          + " again."),
  JOB_NOT_POSSIBLE("no job can be started, and nothing was changed: {reason}"),
  PASSWORD_KEY_UNUSABLE(
      "the password key {file} {reason}. Without it, no letter with a password can be sent. Restore it"
          + " from a copy of the folder; docs/operations.md says what to do if there is none."),
  USERS_DATABASE_MISSING(
      "the users' database {file} {reason}, although the folder is in use. Restore it from a copy of"
          + " the folder, or start a new folder."),
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
