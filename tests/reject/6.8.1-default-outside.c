// error: 3:5: a case outside of a switch
int main(void) {
    default:
    return 0;
}
