"""What every floor needs: accounts, rules, flow, Thai, journal, files, jobs, notices. Knows no app."""
