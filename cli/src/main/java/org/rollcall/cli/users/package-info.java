/** Commands that show and export users and sets. */
package org.rollcall.cli.users;
