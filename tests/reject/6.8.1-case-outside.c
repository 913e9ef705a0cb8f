// error: 3:5: a case outside of a switch
int main(void) {
    case 1:
    return 0;
}
