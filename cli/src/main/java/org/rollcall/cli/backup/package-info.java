/** Commands that back up and restore a data folder. */
package org.rollcall.cli.backup;
